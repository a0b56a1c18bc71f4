// What every chart of a report has: its title, what it is of, the drawing as wide as there is room, and a table behind it.
import { h, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";

/** `draw(width)` gives the SVG; `table` is shown on demand. */
export function chartFrame({ title, note, draw, table }) {
  const place = h("div.plot");
  const element = h("figure.chart", null, h("figcaption", null, h("span", null, title)), note && h("p.small", null, note), place,
    h("details", null, h("summary.small", null, t("figures.table")),
      h("div.table", { tabindex: 0, role: "group", "aria-label": t("figures.table.of", { title }) }, table)));
  let shown = 0;
  new ResizeObserver(([{ contentRect }]) => {
    const width = Math.round(contentRect.width);
    if (!width || width === shown) return;
    shown = width;
    replace(place, draw(width));
  }).observe(place);
  return element;
}

/** Rows of texts under `columns`. */
export function plainTable(columns, rows) {
  return h("table", null,
    h("thead", null, h("tr", null, columns.map((name) => h("th", { scope: "col" }, name)))),
    h("tbody", null, rows.map(([first, ...rest]) => h("tr", null, h("th", { scope: "row" }, first), rest.map((text) => h("td.figures", null, text))))));
}
