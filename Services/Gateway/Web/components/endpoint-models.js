// The models of one endpoint: which are paused, which are in memory, and what their licences forbid.
import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { icon } from "./icon.js";

export function endpointModels({ models = [], model_states: states }) {
  const list = states ?? models.map((model) => ({ model }));
  if (!list.length) return h("p.small", null, t("endpoint.noModels"));
  return h("ul.plain-list.parts", { "aria-label": t("endpoint.models") }, list.map(({ model, breaker, licence, is_loaded: loaded }) =>
    h("li", null,
      h("span", null, model),
      h("span.chips", null,
        loaded && h("span.chip", null, t("endpoint.loaded")),
        breaker && breaker !== "closed" && h("span.chip.warn", null, icon("pause", 16), t(`breaker.${breaker}`)),
        licence && h("span.chip", null, licence)))));
}
