// Passages as they stand in their documents, with the words that were looked for marked.
import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { piecesOf } from "../modules/page-spans.js";
import { documentMarks } from "./document-marks.js";
import { icon } from "./icon.js";

/** `onopen(index)` when one shall be seen in its page; `only(passage)` are shown, by the numbers they have among all. */
export function passageList(passages, { onopen, only = () => true, label = t("passages.title") }) {
  const entry = (passage, index) => only(passage) && h("li", null,
    h("p.passage-head", null, h("span.cite.number", null, index + 1), h("strong", null, passage.title), h("span.small", null, placeOf(passage))),
    h("blockquote.passage", null, lit(passage)),
    documentMarks({ has_instructions: passage.instructions?.length > 0 }),
    h("button.quiet.small-button", {
      type: "button", "data-index": index, "aria-label": t("passages.open.of", { n: index + 1, title: passage.title }), onclick: () => onopen(index),
    }, icon("eye", 16), t("passages.open")));
  return h("ol.plain-list.passages", { "aria-label": label }, passages.map(entry));
}

/** «pág. 3 · Préstamos», with the file's name where the title doesn't say it. */
export function placeOf({ page, section = [], name, title }) {
  const file = name && !name.startsWith(title) && name;
  return [file, page && t("sources.page", { n: page }), ...section].filter(Boolean).join(" · ");
}

/** Its text with the words that were found. */
export const lit = ({ text, highlights = [] }) => piecesOf(text, 0, text.length, { found: highlights })
  .map(({ text: words, marks }) => (marks.length ? h("mark", null, words) : words));
