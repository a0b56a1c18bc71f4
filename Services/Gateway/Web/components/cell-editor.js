// Writing over a cell: kept with Enter or by leaving it, given up with Escape.
import { h } from "../modules/dom.js";
import { shownValue, valueOf, writtenValue } from "../modules/cell-values.js";
import { t } from "../modules/i18n.js";
import { selection } from "./field.js";

/**
 * The control for a value of `column`, over what `cell()` is now; `text` stands in it where somebody began to type.
 * `save(cell, value)` resolves when it is kept; what it refuses with is said under it, and what was written stays.
 * `onend()` when it is kept or given up.
 */
export function cellEditor({ column, cell, text, label, save, onend }) {
  let state = "open";
  /** What is written over: another one only after somebody was told of it. */
  let base = cell();
  const { value } = base;
  const wrong = h("p.wrong", { hidden: true, role: "alert" });
  const input = control(column, value, text, { "aria-label": label, onkeydown: press, onblur: () => keep(), class: "cell" });
  const element = h("div.editable", null, input, wrong);
  return Object.assign(element, {
    keep,
    giveUp: end,
    focusInput() {
      input.focus();
      if (text === undefined) input.select?.();
    },
  });

  function fail(message) {
    wrong.hidden = !message;
    wrong.textContent = message ?? "";
    if (message) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }
  async function keep() {
    if (state !== "open") return;
    const next = valueOf(column, input.value);
    if (next === undefined) return fail(t("cell.figure"));
    if (next === (value ?? null)) return end();
    state = "saving";
    fail(null);
    input.setAttribute("aria-busy", "true");
    try {
      await save(base, next);
      end();
    } catch (problem) {
      state = "open";
      base = cell();
      fail(problem.message);
      input.removeAttribute("aria-busy");
    }
  }
  function end() {
    state = "ended";
    onend();
  }
  function press(event) {
    event.stopPropagation();
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      keep();
    } else if (event.key === "Escape") {
      event.preventDefault();
      end();
    }
  }
}

function control(column, value, text, attributes) {
  const written = text ?? writtenValue(column, value);
  if (column.type === "choice" || column.type === "yes_no") {
    const known = column.type === "choice" ? column.allowed : ["yes", "no"];
    // What was found may be none of them: it stands there until another is chosen.
    const all = ["", ...known, ...(value && !known.includes(value) ? [value] : [])];
    return selection(all.map((each) => [each, shownValue(column, each) || t("cell.none")]), { ...attributes, value: value ?? "" });
  }
  if (column.type === "date" && /^(\d{4}-\d{2}-\d{2})?$/.test(value ?? "")) {
    return h("input", { ...attributes, type: "date", value: value ?? "" });
  }
  if (column.type === "text") return h("textarea", { ...attributes, rows: 1, value: written });
  return h("input", { ...attributes, inputmode: column.type === "number" ? "decimal" : null, autocomplete: "off", value: written });
}
