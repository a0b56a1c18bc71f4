// An answer whose every sentence says where it is from.
import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { marked, replaceMarks } from "../modules/cited-text.js";
import { renderMarkdown } from "../modules/markdown.js";

/**
 * Shows `sentences` (`[{ text, source_ids, needs_source }]`) in `element`, behind each the numbers of its sources, or that it has
 * none. `onsource(index)` of `sources`. What `isQuoted` from documents is shown as it stands there.
 */
export function renderCited(element, sentences, { sources, onsource, isQuoted = false }) {
  if (isQuoted) {
    return element.replaceChildren(...sentences.map((each) => h("p.quoted", null, each.text, citation(each, sources, onsource))));
  }
  // What stands there without marks would be taken for the same.
  element.replaceChildren();
  element.sources = [];
  renderMarkdown(element, marked(sentences));
  return replaceMarks(element, (index) => citation(sentences[index], sources, onsource));
}

function citation({ source_ids: ids, needs_source: needs = true }, sources, onsource) {
  const known = ids.map((id) => sources.findIndex((source) => source.id === id)).filter((index) => index >= 0);
  if (!known.length && !needs) return "";
  if (!known.length) return h("span.unsourced", null, t("answer.unsourced"));
  return h("span.cites", null, known.map((index) => h("button.cite", {
    type: "button", "aria-label": t("sources.show", { n: index + 1, title: sources[index].title }), onclick: () => onsource(index),
  }, index + 1)));
}
