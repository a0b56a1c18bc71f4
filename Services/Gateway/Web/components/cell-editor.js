// Writing over a cell: kept with Enter or by leaving it, given up with Escape.
import { h } from "../modules/dom.js";
import { shownValue, valueOf, writtenValue } from "../modules/cell-values.js";
import { t } from "../modules/i18n.js";
import { selection } from "./field.js";

/**
 * The control for a value of `column`; `text` stands in it instead of `value` where somebody began to type. `save(value)`
 * resolves when it is kept; what it refuses with is said under it, and what was written stays. `onend(wasKept)`.
 */
export function cellEditor({ column, value, text, label, save, onend }) {
  let state = "open";
  const wrong = h("p.wrong", { hidden: true, role: "alert" });
  const input = control(column, value, text, { "aria-label": label, onkeydown: press, onblur: () => keep(), class: "cell" });
  const element = h("div.editable", null, input, wrong);
  element.focusInput = () => {
    input.focus();
    if (text === undefined) input.select?.();
  };
  return element;

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
    if (next === (value ?? null)) return end(false);
    state = "saving";
    fail(null);
    input.setAttribute("aria-busy", "true");
    try {
      await save(next);
      end(true);
    } catch (problem) {
      state = "open";
      fail(problem.message);
      input.removeAttribute("aria-busy");
    }
  }
  function end(wasKept) {
    state = "ended";
    onend(wasKept);
  }
  function press(event) {
    event.stopPropagation();
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      keep();
    } else if (event.key === "Escape") {
      event.preventDefault();
      end(false);
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
