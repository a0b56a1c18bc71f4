// One cell of a sheet: its value, how it stands, and writing over it in place.
import { h, replace } from "../modules/dom.js";
import { shownValue } from "../modules/cell-values.js";
import { t } from "../modules/i18n.js";
import { isBlocking } from "../modules/sheets.js";
import { cellEditor } from "./cell-editor.js";
import { cellMark, cellWord } from "./cell-mark.js";

/**
 * `actions` has `isFinal()`, `onopen(element)` when its source shall be seen, and `onwrite(cell, value)`. The element
 * has `cell`, `row`, `column`, and `edit(text)` to begin writing.
 */
export function sheetCell(column, actions) {
  const element = h("td.sheet-cell", {
    role: "gridcell", tabindex: -1, "data-title": column.name, class: column.type === "number" ? "number" : "",
    ondblclick: () => element.edit(),
  });
  let shown = null;
  let isEditing = false;

  function draw() {
    const { cell, row } = element;
    const text = shownValue(column, cell.value);
    const open = h("button.quiet", {
      type: "button", tabindex: -1, "aria-label": t("cell.open", { state: cellWord(cell), column: column.name, row: row.title }),
      onclick: (event) => {
        event.stopPropagation();
        element.focus();
        actions.onopen(element);
      },
    }, cellMark(cell));
    const isUnread = unread(row);
    replace(element, h("div.cell-value", { class: text ? "" : "soft" }, text || (isUnread ? "—" : t("cell.nothing"))), !isUnread && open);
    element.classList.toggle("blocking", isBlocking(cell));
  }
  return Object.assign(element, {
    column,
    /** As the server has it; what somebody is writing stays. */
    take(cell, row) {
      Object.assign(element, { cell, row });
      const key = JSON.stringify([cell, row.title, unread(row)]);
      if (isEditing || shown === key) return;
      shown = key;
      draw();
    },
    edit(text) {
      if (isEditing || !element.cell || actions.isFinal()) return;
      isEditing = true;
      const editor = cellEditor({
        column, text, cell: () => element.cell,
        label: t("cell.write", { column: column.name, row: element.row.title }),
        save: actions.onwrite,
        onend: ended,
      });
      replace(element, editor);
      editor.focusInput();
    },
  });

  function ended() {
    const had = element.contains(document.activeElement);
    isEditing = false;
    draw();
    if (had) element.focus();
  }
}

/** Of a document that hasn't been looked through there is nothing to say yet. */
const unread = ({ cells }) => cells.every(({ state }) => state === "empty");
