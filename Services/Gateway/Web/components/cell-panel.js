// Beside a sheet: one cell with the page it comes from, and what can be done with it.
import { h, replace } from "../modules/dom.js";
import { shownValue } from "../modules/cell-values.js";
import { t } from "../modules/i18n.js";
import { documentAddress } from "../modules/library.js";
import { session } from "../modules/session.js";
import { isBlocking } from "../modules/sheets.js";
import { cellEditor } from "./cell-editor.js";
import { cellMark } from "./cell-mark.js";
import { busy } from "./field.js";
import { icon } from "./icon.js";
import { pageViewer } from "./page-viewer.js";
import { problemBox } from "./problem.js";

/**
 * `actions`: `isFinal()`, `onwrite(cell, value)`, `onorder(cell, order)`, `onnext()`. `show({ row, column, cell })`
 * shows a cell, the same one as it stands now; a page is asked for only while `isOpen()`.
 */
export function cellPanel({ actions, isOpen }) {
  const about = h("div.stack");
  const page = h("div");
  const viewer = pageViewer();
  const element = h("div.stack.cell-panel", null, h("p.soft", null, t("panel.none")));
  let shown = null;
  let passage = null;
  let isWriting = false;

  const heading = () => h("div", null, h("h2.panel-title", null, shown.column.name), h("p.small", null, shown.row.title));
  function draw() {
    const { row, column, cell } = shown;
    const trouble = h("div");
    const order = (name, shape, word = `panel.${name}`) => {
      const button = h("button.small-button", { type: "button", onclick: () => busy(button, t("saving"), async () => {
        replace(trouble);
        await actions.onorder(cell, name).catch((problem) => replace(trouble, problemBox(problem)));
      }) }, icon(shape, 16), t(word));
      return button;
    };
    const change = h("button.small-button", { type: "button", onclick: write }, icon("pencil", 16), t("panel.change"));
    const words = explanation(cell);
    const blocks = isBlocking(cell);
    const isEmpty = (cell.value ?? "") === "";
    replace(about,
      heading(),
      h("p.panel-value", null, shownValue(column, cell.value) || t("cell.nothing")), cellMark(cell, 18),
      words && h("p.small", null, words),
      !actions.isFinal() && h("div.row", null,
        change,
        cell.state !== "confirmed" && (!isEmpty || blocks) && order("confirm", "check", isEmpty ? "panel.leave" : undefined),
        !row.is_gone && order("recompute", "retry"),
        cell.can_undo && order("undo", "history")),
      trouble,
      blocks && !actions.isFinal() && h("div.row", null,
        h("button.quiet.small-button", { type: "button", onclick: actions.onnext }, icon("right", 16), t("sheet.next"))));
  }
  function write() {
    const { row, column } = shown;
    isWriting = true;
    const editor = cellEditor({
      column, cell: () => shown.cell, label: t("cell.write", { column: column.name, row: row.title }), save: actions.onwrite,
      onend() {
        isWriting = false;
        draw();
        about.querySelector("button")?.focus();
      },
    });
    const button = (word, act, kind) => h("button.small-button", {
      // Pressed, it doesn't take the focus: leaving the text would keep it.
      type: "button", class: kind, onclick: act, onpointerdown: (event) => event.preventDefault(),
    }, word);
    replace(about, heading(), editor,
      h("div.row", null, button(t("save"), editor.keep, "main"), button(t("cancel"), editor.giveUp, "quiet")));
    editor.focusInput();
  }
  function source() {
    const { cell: { source: from }, row } = shown;
    const key = JSON.stringify(from ?? null);
    if (passage === key || !isOpen()) return;
    passage = key;
    if (!from) return replace(page);
    if (from.is_gone) return replace(page, h("div.message.warning", null, icon("trash"), h("p", null, t("panel.gone"))));
    const address = documentAddress(from.document_id, { page: from.page, chunk: from.chunk_id });
    replace(page, h("div.stack", null,
      h("p", null, h("a", { href: address }, t("panel.where", { title: row.title, n: from.page }))), viewer));
    viewer.show({ document: from.document_id, page: from.page, lit: [{ start: from.start, end: from.end }], chunk: from.chunk_id });
  }
  return Object.assign(element, {
    show(next) {
      const isOther = shown?.cell.id !== next.cell.id;
      const key = JSON.stringify([next.cell, next.row.title]);
      if (!isOther && (isWriting || shown.key === key)) {
        // The same words may be written over a newer state.
        shown = { ...next, key };
        return source();
      }
      shown = { ...next, key };
      isWriting = false;
      replace(element, about, page);
      draw();
      source();
    },
    /** What can be seen now, it wasn't before. */
    opened: () => shown && source(),
    leave: () => viewer.leave?.(),
  });
}

function explanation({ state, source, value, edited_by: by }) {
  if ((state === "edited" || state === "confirmed") && by === session.user.id) return t(`panel.${state}.own`);
  if (state === "unsourced" && source) return t("panel.unsourced.cited");
  if (state === "unsourced" && (value ?? "") === "") return t("panel.missing");
  // What became of the document is said where its page would be.
  if (state === "sourced" && source?.is_gone) return "";
  return t(`panel.${state}`);
}
