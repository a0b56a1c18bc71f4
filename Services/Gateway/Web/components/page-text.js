// The text of a page in its blocks, with what is cited lit and instructions to a model marked.
import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { piecesOf } from "../modules/page-spans.js";

/** `lit` as `[{ start, end }]`. */
export function pageText({ text, blocks, instructions = [] }, lit) {
  const marked = { lit, instructed: instructions };
  const pieces = (start, end) => piecesOf(text, start, end, marked).map(({ text: words, marks }) => {
    if (marks.includes("lit")) return h("mark.lit", { class: marks.includes("instructed") ? "instructed" : "" }, words);
    return marks.length ? h("span.instructed", null, words) : words;
  });
  if (!text.trim()) return h("p.soft", null, t("page.empty"));
  const whole = blocks?.length ? blocks : [{ kind: "paragraph", start: 0, end: text.length }];
  return h("div.page-text.prose", null, grouped(whole).map((group) => element(group, { text, pieces })));
}

/** Rows and items that follow one another belong to one table, one list. */
function grouped(blocks) {
  const groups = [];
  for (const block of blocks) {
    const kind = { row: "table", list_item: "list" }[block.kind];
    if (kind && groups.at(-1)?.kind === kind) groups.at(-1).blocks.push(block);
    else groups.push({ kind: kind ?? block.kind, blocks: [block] });
  }
  return groups;
}

function element({ kind, blocks }, page) {
  const [{ start, end, level = 1 }] = blocks;
  if (kind === "heading") return h(`h${Math.min(6, level + 2)}`, null, page.pieces(start, end));
  if (kind === "list") return h("ul", null, blocks.map((item) => h("li", null, page.pieces(item.start, item.end))));
  if (kind === "table") return table(blocks, page);
  return h("p", null, page.pieces(start, end));
}

function table(rows, page) {
  return h("div.table", { tabindex: 0, role: "group", "aria-label": t("page.table") },
    h("table", null, h("tbody", null, rows.map((row) => h("tr", null, cells(row, page))))));
}

/** Of a row, whose cells have a tab between them. */
function cells({ start, end }, { text, pieces }) {
  let from = start;
  return text.slice(start, end).split("\t").map((cell) => {
    const element = h("td", null, pieces(from, from + cell.length));
    from += cell.length + 1;
    return element;
  });
}
