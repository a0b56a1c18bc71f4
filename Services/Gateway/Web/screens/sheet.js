import { h, replace } from "../modules/dom.js";
import { announce } from "../modules/announce.js";
import { shownValue } from "../modules/cell-values.js";
import { t } from "../modules/i18n.js";
import { whileVisible } from "../modules/polling.js";
import { session } from "../modules/session.js";
import { finalizeSheet, orderCell, reopenSheet, sheet as ask, writeCell } from "../modules/sheets.js";
import { cellPanel } from "../components/cell-panel.js";
import { gone, orNothing } from "../components/gone.js";
import { icon } from "../components/icon.js";
import { leaveLoading, load } from "../components/loading.js";
import { problemBox } from "../components/problem.js";
import { sheetGrid } from "../components/sheet-grid.js";
import { sheetHead } from "../components/sheet-head.js";
import { sidePanel } from "../components/side-panel.js";
import { toast } from "../components/toast.js";

export const styles = ["tables", "people", "offices", "documents", "sheets"];
export const texts = ["sheets", "library", "jobs"];

/** One sheet: what it takes to fill it, its cells with where they come from, and a person's word over each. */
export default function sheetScreen({ params: { id } }) {
  let sheet = null;
  let grid = null;
  let writing = Promise.resolve();
  let closeToast = () => {};
  const place = h("div.stack");
  const trouble = h("div");
  const onproblem = (problem) => replace(trouble, problemBox(problem));
  const isFinal = () => sheet.state === "final" || sheet.state === "running";
  const isOpen = () => !side.element.hidden || panel.closest("dialog") !== null;
  const panel = cellPanel({ actions: { isFinal, onwrite: write, onorder: order, onnext: next }, isOpen });
  const side = sidePanel({ name: "cell", title: t("panel.title"), content: panel });
  side.button.addEventListener("click", panel.opened);
  const head = sheetHead({
    onchange: take, onrefresh: renew, onfinal: finalize, onreopen: reopen, onnext: next, onproblem, panelButton: side.button,
  });
  const element = h("div.with-side", null,
    h("div.beside-side", null, h("div.page.wide", null, h("a.back", { href: "/sheets" }, icon("left", 18), t("place.sheets")), place)),
    side.element);
  const screen = { element, title: t("sheets.tab.sheets"), leave, focus: () => element.querySelector("h1") };
  // What others write meanwhile.
  const watch = whileVisible(30_000, () => sheet && renew());
  load(place, (signal) => orNothing(ask(id, { signal })), (found) => {
    if (!found) return gone({ title: t("sheet.gone"), path: "/sheets", word: t("sheets.tab.sheets") });
    take(found);
    return [head.element, trouble, head.state, grid, h("p.small.sheet-keys", null, t("sheet.keys"))];
  }, { stage: t("sheet.loading") });
  return screen;

  function take(change) {
    sheet = { ...sheet, ...change };
    screen.title = sheet.name;
    document.title = document.title.replace(/^.*(?= · )/, sheet.name);
    grid ??= sheetGrid({
      label: sheet.name, columns: sheet.template.columns, isRubric: sheet.template.kind === "rubric",
      actions: { isFinal, onopen: open, onselect: select, onwrite: write, onundo: (cell) => cell.cell.can_undo && undo(cell.cell.id) },
    });
    grid.update(sheet);
    grid.hidden = sheet.rows.length === 0;
    head.update(sheet);
    const cell = grid.current();
    if (cell?.cell) panel.show(cell);
  }
  async function renew() {
    const found = await ask(id, { quiet: true }).catch(() => null);
    if (found) take(found);
    return found;
  }
  function select(cell) {
    if (cell.cell) panel.show(cell);
  }
  function open(cell) {
    panel.show(cell);
    side.show();
    panel.opened();
  }
  function next() {
    const cell = grid.next();
    if (cell) panel.show(cell);
    else announce(t("sheet.complete"));
    return cell;
  }
  /** What the server made of one cell; with its row's total and what still blocks, which it knows best. */
  function taken(cell) {
    take({ rows: sheet.rows.map((row) => (row.cells.some((each) => each.id === cell.id)
      ? { ...row, cells: row.cells.map((each) => (each.id === cell.id ? { ...each, ...cell } : each)) } : row)) });
    renew();
  }
  function write(cell, value) {
    writing = put(cell, value);
    return writing;
  }
  async function put(cell, value) {
    try {
      taken(await writeCell(id, cell, value));
      closeToast();
      closeToast = toast(t("cell.saved"), { action: t("undo"), onaction: () => undo(cell.id) });
    } catch (problem) {
      throw await told(problem, cell);
    }
  }
  async function order(cell, name) {
    // A button beside a cell that is being written in is pressed while that is kept.
    await writing.catch(() => {});
    try {
      taken(await orderCell(id, find(cell.id), name));
      announce(t(`cell.done.${name}`));
    } catch (problem) {
      throw await told(problem, cell);
    }
  }
  function undo(cellID) {
    return order({ id: cellID }, "undo").catch(onproblem);
  }
  function find(cellID) {
    return sheet.rows.flatMap(({ cells }) => cells).find((each) => each.id === cellID);
  }
  /** Somebody else was quicker: what they wrote is shown, and the next attempt is meant to go over it. */
  async function told(problem, { id: cellID }) {
    if (problem.code !== "changed_meanwhile") return problem;
    const found = await renew();
    const now = found && find(cellID);
    if (!now) return problem;
    const column = found.template.columns.find(({ key }) => key === now.column);
    const value = shownValue(column, now.value) || t("cell.nothing");
    problem.message = t(now.edited_by === session.user.id ? "cell.changed.own" : "cell.changed", { value });
    return problem;
  }
  async function finalize() {
    replace(trouble);
    if (sheet.unsourced > 0) {
      const cell = next();
      return cell && announce(t("sheet.blocked", { n: sheet.unsourced }));
    }
    try {
      await finalizeSheet(id);
      await renew();
      toast(t("sheet.finalized"));
    } catch (problem) {
      onproblem(problem);
      renew();
    }
    return null;
  }
  async function reopen() {
    replace(trouble);
    try {
      await reopenSheet(id);
      await renew();
    } catch (problem) {
      onproblem(problem);
    }
  }
  function leave() {
    watch.stop();
    leaveLoading(place);
    head.leave();
    panel.leave();
    side.close();
    side.leave();
  }
}
