// Beside a conversation: what its texts say of the case, and what its answers stand on.
import { h, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { findingsOf } from "../modules/findings.js";
import { icon } from "./icon.js";

/**
 * `onfind(message, entity)` shows where something was said. `update(messages)` when the conversation changed;
 * `cite(message, index, messages)` shows one source of an answer instead of the last answer's.
 */
export function casePanel({ onfind }) {
  const facts = h("div.facts");
  const sources = h("div.sources");
  const element = h("div.case", null,
    h("section", null, h("h2", null, t("case.title")), facts),
    h("section", null, h("h2", null, t("sources.title")), sources));
  let shown = [];
  let cited = null;
  /** Where sources are passages of documents: the component that shows them in their pages. */
  let pages = null;
  let wanted = null;

  element.update = (messages) => {
    if (!messages.includes(cited)) cited = null;
    const parts = [cited, ...messages.flatMap((each) => [each.entities, each.sources])];
    if (parts.length === shown.length && parts.every((part, index) => part === shown[index])) return;
    shown = parts;
    const findings = findingsOf(messages);
    replace(facts, findings.length
      ? findings.map(([name, found]) => section(name, found, onfind))
      : h("p.soft", null, t("case.empty")));
    const last = messages.findLast((each) => each.sources);
    show(cited ?? last, cited && cited !== last && h("p.small", null, t("sources.earlier")));
  };
  function show(message, note) {
    wanted = message;
    if (!hasPages(message)) return replace(sources, sourceList(message), note);
    pages ??= import("./source-panel.js").then(({ sourcePanel }) => sourcePanel());
    return pages.then((panel) => {
      if (wanted === message) {
        panel.update(message.sources, citedIn(message));
        replace(sources, panel, note);
      }
      return panel;
    });
  }
  /** `index` null for all of them. */
  element.cite = async (message, index, messages) => {
    cited = message;
    element.update(messages);
    if (hasPages(message)) {
      const panel = await show(message);
      return index === null ? panel.scrollIntoView({ block: "nearest" }) : panel.cite(index);
    }
    const item = sources.querySelectorAll("li")[index];
    item.tabIndex = -1;
    return item.focus();
  };
  return element;
}

const hasPages = (message) => Boolean(message?.sources.some(({ document_id: id }) => id));
const citedIn = ({ sentences }) => sentences && new Set(sentences.flatMap(({ source_ids: ids }) => ids));

function section(name, found, onfind) {
  return h("div.kind", null,
    h("h3.small", null, t(`case.${name}`)),
    h("ul.plain-list", null, found.map(({ label, negated, message, entity }) => h("li", null,
      h("button.fact", { type: "button", class: negated ? "negated" : "", onclick: () => onfind(message, entity) },
        negated && icon("no-entry", 16),
        h("span", null, label),
        negated && h("span.small", null, t("case.negated")))))));
}

function sourceList(message) {
  if (!message?.sources.length) return h("p.soft", null, t("sources.none.text"));
  return h("ol.source-list", null, message.sources.map((source) => h("li", null, sourceLink(source),
    source.page && h("span.small", null, ` ${t("sources.page", { n: source.page })}`))));
}

function sourceLink({ title, url }) {
  const safe = url && /^(https?:\/\/|\/)/.test(url);
  return safe ? h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, title) : h("span", null, title);
}
