// Beside a conversation: what its texts say of the case, and what its answers stand on.
import { h, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { findingsOf } from "../modules/findings.js";
import { icon } from "./icon.js";

/** `onfind(message, entity)` shows where something was said. `update(messages)` when the conversation changed. */
export function casePanel({ onfind }) {
  const facts = h("div.facts");
  const sources = h("div.sources");
  const element = h("div.case", null,
    h("section", null, h("h2", null, t("case.title")), facts),
    h("section", null, h("h2", null, t("sources.title")), sources));
  let shown = "";

  element.update = (messages) => {
    const state = JSON.stringify(messages.map(({ key, entities, sources }) => [key, entities, sources]));
    if (state === shown) return;
    shown = state;
    const findings = findingsOf(messages);
    replace(facts, findings.length
      ? findings.map(([name, found]) => section(name, found, onfind))
      : h("p.soft", null, t("case.empty")));
    replace(sources, sourceList(messages));
  };
  return element;
}

function section(name, found, onfind) {
  return h("div.kind", null,
    h("h3.small", null, t(`case.${name}`)),
    h("ul.plain-list", null, found.map(({ label, negated, message, entity }) => h("li", null,
      h("button.fact", { type: "button", class: negated ? "negated" : "", onclick: () => onfind(message, entity) },
        negated && icon("no-entry", 16),
        h("span", null, label),
        negated && h("span.small", null, t("case.negated")))))));
}

function sourceList(messages) {
  const known = new Map(messages.flatMap(({ sources = [] }) => sources).map((source) => [source.id, source]));
  if (!known.size) return h("p.soft", null, t("sources.none.text"));
  return h("ol.source-list", null, [...known.values()].map((source) => h("li", null, sourceLink(source),
    source.page && h("span.small", null, ` ${t("sources.page", { n: source.page })}`))));
}

function sourceLink({ title, url }) {
  const safe = url && /^(https?:\/\/|\/)/.test(url);
  return safe ? h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, title) : h("span", null, title);
}
