// The second step of letters: what they are filled with, a finished sheet or a table.
import { h, replace } from "../modules/dom.js";
import { t, when } from "../modules/i18n.js";
import { addTable, letterTableLimit } from "../modules/letters.js";
import { sheets } from "../modules/sheets.js";
import { fileChoice } from "./file-choice.js";
import { paged } from "./paged.js";
import { problemBox } from "./problem.js";

/** `onchoose({ sheet } | { table })` with an id. */
export function letterData({ template, onchoose }) {
  const finished = paged({
    ask: async (page) => {
      const { items, next } = await sheets({ limit: 50, ...page });
      return { items: items.filter(({ state }) => state === "final"), next };
    },
    show: (items) => h("ul.plain-list.entries", null, items.map((each) => h("li", null,
      h("div", null, h("span.person", null, each.name),
        h("p.small", null, [t("sheets.rows", { n: each.rows }), when(each.updated_at)].join(" · "))),
      h("button.small-button", {
        type: "button", "aria-label": t("letters.take.of", each), onclick: () => onchoose({ sheet: each.id }),
      }, t("letters.take"))))),
    empty: () => h("p.soft", null, t("letters.noSheets")),
  });
  finished.refresh();
  const take = async (file) => onchoose({ table: (await addTable(file)).id });
  const trouble = h("div");
  const example = h("div.examples", null, h("button", { type: "button", onclick: () => {
    replace(trouble);
    take(exampleTable(template.fields)).catch((problem) => replace(trouble, problemBox(problem)));
  } }, t("letters.table.example")), trouble);
  return h("div.page-parts", null,
    h("section.stack", null, h("h2", null, t("letters.fromSheet")), finished),
    h("section.stack", null, h("h2", null, t("letters.fromTable")), h("p.soft", null, t("letters.table.lead")),
      fileChoice({
        accept: ".csv,.tsv,.txt,text/csv", drop: t("letters.table.drop"), choose: t("letters.table.choose"),
        note: t("letters.table.kinds"), limit: letterTableLimit, onfile: take,
      }),
      h("p.small", null, t("try")),
      example));
}

/** Three rows with a column for every field, of nobody. */
function exampleTable(fields) {
  const rows = [1, 2, 3].map((number) => fields.map((field) => t("letters.table.value", { field, n: number })));
  const quoted = [fields, ...rows].map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(";"));
  return new File([`\ufeff${quoted.join("\r\n")}\r\n`], t("letters.table.name"), { type: "text/csv" });
}
