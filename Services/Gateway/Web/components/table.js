import { h } from "../modules/dom.js";

/** A table whose rows become cards on a narrow screen. `columns`: `[{ title, cell(item), kind }]`; `attributes(item)` of a row. */
export function cardTable({ label, columns, items, attributes = () => ({}) }) {
  // Laid out as blocks, a table is no table for screen readers unless its parts say so.
  const head = columns.map(({ title, kind }) => h("th", { role: "columnheader", scope: "col", class: kind?.includes("right") ? "right" : "" }, title));
  const row = (item) => h("tr", { role: "row", ...attributes(item) }, columns.map(({ title, cell, kind }) =>
    h("td", { role: "cell", "data-title": title, class: kind }, cell(item))));
  return h("table.as-cards", { role: "table", "aria-label": label },
    h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, head)),
    h("tbody", { role: "rowgroup" }, items.map(row)));
}
