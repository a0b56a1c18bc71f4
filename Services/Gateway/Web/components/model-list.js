// Every model that is known: what it is for, what its licence says, what may be sent to it.
import { h } from "../modules/dom.js";
import { has, money, t } from "../modules/i18n.js";
import { icon } from "./icon.js";

/** Those that can be used now come first. `called(id)` is what people call an endpoint. */
export function modelEntries(models, { currency, called }) {
  const group = (title, found) => found.length > 0 && h("section", null,
    h("h3.small", null, t(title)),
    h("ul.plain-list.models", null, found.map((model) => entry(model, currency, called))));
  return h("div.stack", null,
    group("models.offered", models.filter(isOffered)) || h("p.soft", null, t("models.none")),
    group("models.known", models.filter((model) => !isOffered(model))));
}

const isOffered = ({ endpoints }) => endpoints?.length > 0;
const named = (kind, name) => (has(`${kind}.${name}`) ? t(`${kind}.${name}`) : name);

function entry({ model, capabilities = [], context_length: context, modalities = [], licence, licence_note: note, data_classes: classes = [], price, endpoints = [] }, currency, called) {
  const facts = [
    context && t("models.context", { n: context }),
    modalities.map((each) => named("modality", each)).join(", "),
    price && t("endpoint.perMillion", { input: money(price.input_per_million, currency), output: money(price.output_per_million, currency) }),
    classes.length > 0 && t("models.classes", { classes: classes.map((each) => named("class", each).toLocaleLowerCase()).join(", ") }),
    endpoints.length > 0 && t("models.at", { endpoints: endpoints.map(called).join(", ") }),
  ];
  return h("li", null,
    h("div.row.spread", null,
      h("h4", null, model),
      h("span.chips", null, capabilities.map((each) => h("span.chip", null, named("capability", each))))),
    h("p.small", null, facts.filter(Boolean).join(" · ")),
    licence && h("p.small", null, t("models.licence", { licence })),
    note && h("p.licence-note", null, icon("alert", 18), h("span", null, note)));
}
