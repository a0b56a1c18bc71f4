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
  const cited = sentences.map((each) => ({ ...each, places: placesOf(each, sources) }));
  const marks = (each) => citation(each, sources, onsource);
  if (isQuoted) return element.replaceChildren(...cited.map((each) => h("p.quoted", null, each.text.trim(), marks(each))));
  // What stands there without marks would be taken for the same.
  element.replaceChildren();
  element.sources = [];
  renderMarkdown(element, marked(sentences));
  replaceMarks(element, (index) => marks(cited[index]));
  const n = cited.filter(isUnsupported).length;
  if (n) element.append(h("p.small", null, t("answer.unsupported", { n })));
  return undefined;
}

const placesOf = ({ source_ids: ids }, sources) =>
  ids.map((id) => sources.findIndex((source) => source.id === id)).filter((index) => index >= 0);

const isUnsupported = ({ places, needs_source: needs = true }) => !places.length && needs;

function citation(sentence, sources, onsource) {
  if (isUnsupported(sentence)) return h("span.unsourced", null, t("answer.unsourced"));
  if (!sentence.places.length) return "";
  return h("span.cites", null, sentence.places.map((index) => h("button.cite", {
    type: "button", "aria-label": t("sources.show", { n: index + 1, title: sources[index].title }), onclick: () => onsource(index),
  }, index + 1)));
}
