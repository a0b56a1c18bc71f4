// A sheet as a grid that is walked through with the arrows, and as cards on a narrow screen.
import { h, keyed } from "../modules/dom.js";
import { figure, t } from "../modules/i18n.js";
import { documentAddress } from "../modules/library.js";
import { isBlocking } from "../modules/sheets.js";
import { icon } from "./icon.js";
import { sheetCell } from "./sheet-cell.js";

const rowsAtOnce = 100;
/** More would keep the page from answering meanwhile. */
const rowsInAFrame = 10;

/**
 * `actions` are those of a cell, with `onselect(element)` when another is the current one and `onundo(element)`.
 * `update(sheet)` shows how it stands now; `next()` goes to the next cell that nobody can say the source of.
 */
export function sheetGrid({ label, columns, isRubric, actions }) {
  let sheet = { rows: [] };
  let shown = rowsAtOnce;
  let drawn = 0;
  let frame = 0;
  let repeated = new Set();
  let current = null;
  const body = h("tbody", { role: "rowgroup" });
  const titles = [t("sheet.document"), ...columns.map(({ name }) => name), ...(isRubric ? [t("sheet.total")] : [])];
  const table = h("table.as-cards.sheet", { role: "grid", "aria-label": label, onkeydown: press, onfocusin: focused, onclick: clicked },
    h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, titles.map((title, index) => h("th", {
      role: "columnheader", scope: "col", class: columns[index - 1]?.type === "number" || index > columns.length ? "number" : "",
    }, title)))),
    body);
  const more = h("button", { type: "button", hidden: true, onclick: () => {
    shown += rowsAtOnce;
    draw();
  } }, t("more.items"));
  const element = h("div.stack", null, h("div.table.sheet-table", null, table), h("div.row", null, more));

  /** At least the first `count` rows of those shown, the rest in the frames that follow. */
  function draw(count = rowsInAFrame) {
    const wanted = Math.min(shown, sheet.rows.length);
    drawn = Math.min(wanted, Math.max(drawn, count));
    const rows = sheet.rows.slice(0, drawn).map((row) => [row, sheet.most, repeated.has(row.title)]);
    keyed(body, rows, ([{ id }]) => id, () => gridRow(columns, isRubric, actions));
    if (drawn < wanted) {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        draw(drawn + rowsInAFrame);
      });
    }
    more.hidden = sheet.rows.length <= shown;
    if (!current?.isConnected) current = body.querySelector(".sheet-cell");
    if (current) current.tabIndex = 0;
  }
  function focused({ target }) {
    const cell = target.closest(".sheet-cell");
    if (!cell) return;
    if (cell !== current) {
      if (current) current.tabIndex = -1;
      current = cell;
      current.tabIndex = 0;
    }
    actions.onselect(cell);
  }
  function clicked({ target, pointerType }) {
    const cell = target.closest(".sheet-cell");
    if (!cell || target.closest("input, textarea, select")) return;
    if (!cell.contains(document.activeElement)) cell.focus();
    if (pointerType === "touch") actions.onopen(cell);
  }
  function press(event) {
    const cell = event.target.closest(".sheet-cell");
    if (!cell || event.altKey) return;
    const { key } = event;
    const isCommand = event.ctrlKey || event.metaKey;
    const act = isCommand ? commands[key] : keys[key] ?? (key.length === 1 && isTyped(cell) ? () => cell.edit(key) : null);
    if (!act) return;
    event.preventDefault();
    act(cell);
  }
  const isTyped = ({ column: { type } }) => type === "text" || type === "number";
  const go = (down, right) => (cell) => {
    const row = cell.parentElement;
    const cells = cellsOf(row);
    const to = cellsOf(sibling(row, down))[Math.max(0, Math.min(cells.length - 1, cells.indexOf(cell) + right))];
    to?.focus();
    to?.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  const keys = {
    ArrowDown: go(1, 0), ArrowUp: go(-1, 0), ArrowRight: go(0, 1), ArrowLeft: go(0, -1),
    Home: go(0, -Infinity), End: go(0, Infinity), PageDown: go(10, 0), PageUp: go(-10, 0),
    Enter: (cell) => (actions.isFinal() ? actions.onopen(cell) : cell.edit()),
    F2: (cell) => cell.edit(),
    " ": (cell) => actions.onopen(cell),
  };
  const commands = { Home: go(-Infinity, -Infinity), End: go(Infinity, Infinity), z: (cell) => actions.onundo(cell) };
  function sibling(row, down) {
    const rows = [...body.children];
    return rows[Math.max(0, Math.min(rows.length - 1, rows.indexOf(row) + down))];
  }
  return Object.assign(element, {
    update(now) {
      sheet = now;
      repeated = repeatedTitles(sheet.rows);
      draw();
    },
    current: () => current,
    /** The element of a cell, shown if it wasn't yet. */
    reveal(id) {
      const at = sheet.rows.findIndex(({ cells }) => cells.some((cell) => cell.id === id));
      if (at < 0) return null;
      if (at >= shown) shown = Math.ceil((at + 1) / rowsAtOnce) * rowsAtOnce;
      if (at >= drawn) draw(at + 1);
      return cellsOf(body.children[at]).find(({ cell }) => cell?.id === id);
    },
    next() {
      const all = sheet.rows.flatMap(({ cells }) => cells);
      const from = all.findIndex(({ id }) => id === current?.cell?.id) + 1;
      const found = [...all.slice(from), ...all.slice(0, from)].find(isBlocking);
      const cell = found && element.reveal(found.id);
      cell?.focus();
      cell?.scrollIntoView({ block: "center", inline: "nearest" });
      return cell ?? null;
    },
  });
}

const cellsOf = (row) => [...row.querySelectorAll(".sheet-cell")];

function gridRow(columns, isRubric, actions) {
  const head = h("th", { role: "rowheader", scope: "row", "data-title": t("sheet.document") });
  const cells = columns.map((column) => sheetCell(column, actions));
  const total = isRubric && h("td.number.strong", { role: "gridcell", "data-title": t("sheet.total") });
  let titled = null;
  let shown = null;
  return Object.assign(h("tr", { role: "row" }, head, cells, total), {
    update([row, most, isRepeated]) {
      // Every change of a cell gives it another version.
      const state = JSON.stringify([row.title, row.name, row.is_gone, row.total, most, isRepeated, row.cells.map(({ version }) => version)]);
      if (state === shown) return;
      shown = state;
      const key = JSON.stringify([row.is_gone, row.title, isRepeated]);
      if (titled !== key) {
        titled = key;
        head.replaceChildren(!row.is_gone
          ? h("div", null, h("a", { href: documentAddress(row.document_id), tabindex: -1 }, row.title),
            isRepeated && row.name && h("div.small", null, row.name))
          : h("div.stack.tight", null, h("span", null, row.title),
            h("span.state.warn", null, icon("trash", 16), t("sheet.document.gone"))));
      }
      cells.forEach((element) => {
        const cell = row.cells.find(({ column }) => column === element.column.key);
        if (cell) element.take(cell, row);
      });
      if (total) total.textContent = totalOf(row, most);
    },
  });
}

/** «8,5 de 15». */
function totalOf({ total }, most) {
  if (total === null || total === undefined) return "—";
  return most ? t("sheet.total.of", { total: figure(total), most: figure(most) }) : figure(total);
}

/** Of several documents: there the files' names tell them apart. */
function repeatedTitles(rows) {
  const documents = new Map(rows.map((row) => [row.document_id, row.title]));
  const once = new Set();
  return new Set([...documents.values()].filter((title) => once.size === once.add(title).size));
}
