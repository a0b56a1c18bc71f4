// How a cell stands: an icon and a word; the colour only repeats them.
import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { icon } from "./icon.js";

const looks = {
  sourced: ["soft", "audit"], unsourced: ["warn", "alert"], edited: ["soft", "pencil"], confirmed: ["ok", "check"],
  failed: ["bad", "alert"], empty: ["soft", "no-entry"],
};

/** «pág. 3» of what has a source, else its state. */
export function cellWord({ state, source, value }) {
  if (state === "sourced" && source) return t("cell.page", { n: source.page });
  return t(`cell.state.${state === "unsourced" && (value ?? "") === "" ? "empty" : state}`);
}

export function cellMark(cell, size = 16) {
  const [colour, shape] = looks[cell.state] ?? looks.empty;
  return h("span.cell-mark", { class: colour }, icon(shape, size), h("span", null, cellWord(cell)));
}
