// The columns of a template, one card each: what it is called, what shall be looked for, in which order.
import { h, keyed, uniqueID } from "../modules/dom.js";
import { announce } from "../modules/announce.js";
import { t } from "../modules/i18n.js";
import { columnTypes, templateLimits } from "../modules/templates.js";
import { field } from "./field.js";
import { icon } from "./icon.js";
import { toast } from "./toast.js";

const blank = () => ({ id: uniqueID("column"), name: "", type: "text", instruction: "", allowed: [], weight: "", most: "" });

/**
 * `columns` as the server keeps them; `isRubric()` whether they are scored. `onchange()` when anything was written.
 * `element.columns` is how they stand, `element.incomplete()` puts the focus on what is missing and says whether
 * anything is.
 */
export function templateColumns({ columns, isRubric, onchange }) {
  let items = columns.map((each) => ({ ...blank(), ...each, weight: each.weight ?? "", most: each.most ?? "" }));
  if (!items.length) items = [blank()];
  const list = h("ol.plain-list.columns");
  const add = h("button", { type: "button", onclick: () => insert(blank(), items.length) }, icon("plus", 18), t("columns.add"));
  const element = h("div.stack", null, list, h("div.row", null, add));
  draw();
  return Object.assign(Object.defineProperty(element, "columns", { get: () => items.map(({ id, ...rest }) => rest) }), {
    draw,
    incomplete: () => [...list.children].some((card) => card.incomplete()),
  });

  function draw() {
    keyed(list, items, ({ id }) => id, (item) => columnCard(item, { isRubric, onchange, move, remove }));
    [...list.children].forEach((card, index) => card.place(index, items.length));
    add.hidden = items.length >= templateLimits.columns;
  }
  function insert(item, index) {
    items.splice(index, 0, item);
    draw();
    list.children[index].focusName();
    onchange();
  }
  function move(item, step) {
    const at = items.indexOf(item);
    const to = at + step;
    if (to < 0 || to >= items.length) return;
    items.splice(to, 0, ...items.splice(at, 1));
    const focused = document.activeElement;
    draw();
    // A card that was moved lost the focus; at an end its arrow can't take it.
    if (focused?.isConnected && !focused.disabled) focused.focus();
    else list.children[to].focusName();
    announce(t("columns.moved", { name: item.name || t("columns.unnamed"), n: to + 1, all: items.length }));
    onchange();
  }
  function remove(item) {
    const at = items.indexOf(item);
    items.splice(at, 1);
    if (!items.length) items.push(blank());
    draw();
    list.children[Math.min(at, items.length - 1)].focusName();
    onchange();
    toast(t("columns.removed", { name: item.name || t("columns.unnamed") }), { action: t("undo"), onaction: () => insert(item, at) });
  }
}

function columnCard(item, { isRubric, onchange, move, remove }) {
  const title = h("h3.small");
  const text = (key, attributes, options) => field(t(`column.${key}`), {
    name: key, value: item[key], autocomplete: "off", oninput: ({ target }) => write(key, target.value), ...attributes,
  }, options);
  const name = text("name", { required: true, maxlength: templateLimits.columnName });
  const type = field(t("column.type"), { name: "type", value: item.type, onchange: ({ target }) => write("type", target.value) },
    { options: columnTypes.map((each) => [each, t(`column.type.${each}`)]) });
  const instruction = text("instruction", { maxlength: templateLimits.instruction }, { rows: 2, hint: t("column.instruction.hint") });
  const allowed = field(t("column.allowed"), {
    name: "allowed", value: item.allowed.join("\n"), oninput: ({ target }) => write("allowed", linesOf(target.value)),
  }, { rows: 3, hint: " " });
  const order = allowed.querySelector(".hint");
  const weight = text("weight", { inputmode: "decimal" }, { hint: t("column.weight.hint") });
  const most = text("most", { inputmode: "decimal" });
  const score = h("div.pair", null, most, weight);
  const button = (name, word, act) => h("button.quiet.small-button.only-icon", { type: "button", onclick: act }, icon(name, 16));
  const up = button("up", "columns.up", () => move(item, -1));
  const down = button("down", "columns.down", () => move(item, 1));
  const out = button("trash", "columns.remove", () => remove(item));
  const card = h("li.card.column-card", { onkeydown: press },
    h("div.row.spread", null, title, h("div.row", null, up, down, out)),
    h("div.pair", null, name, type), allowed, instruction, score);

  function write(key, value) {
    item[key] = value;
    show();
    onchange();
  }
  function show() {
    allowed.hidden = item.type !== "choice";
    score.hidden = !isRubric();
    order.textContent = t(isRubric() ? "column.allowed.rubric" : "column.allowed.hint");
    const called = item.name.trim() || t("columns.unnamed");
    up.setAttribute("aria-label", t("columns.up", { name: called }));
    down.setAttribute("aria-label", t("columns.down", { name: called }));
    out.setAttribute("aria-label", t("columns.remove", { name: called }));
  }
  /** Alt with an arrow, wherever in the card one is. */
  function press(event) {
    const step = event.altKey && { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    move(item, step);
  }
  return Object.assign(card, {
    update: show,
    place(index, all) {
      title.textContent = t("columns.number", { n: index + 1, all });
      up.disabled = index === 0;
      down.disabled = index === all - 1;
      show();
    },
    focusName: () => name.input.focus(),
    incomplete() {
      if (!item.name.trim()) return Boolean(wrong(name, t("field.required")));
      if (item.type === "choice" && item.allowed.length < 2) return Boolean(wrong(allowed, t("column.allowed.few")));
      const figure = isRubric() && [most, weight].find(({ input }) => input.value.trim() && !isPositive(input.value));
      return Boolean(figure && wrong(figure, t("column.figure")));
    },
  });
}

function wrong(place, text) {
  place.fail(text);
  place.input.focus();
  return true;
}

const linesOf = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);
const isPositive = (text) => Number(text.replace(",", ".")) > 0;
