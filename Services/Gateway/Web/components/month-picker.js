import { h } from "../modules/dom.js";
import { monthName, t } from "../modules/i18n.js";
import { icon } from "./icon.js";

/** One month after the other, up to this one. `onchange(month)` with `2026-11`. */
export function monthPicker(onchange) {
  const newest = monthOf(new Date());
  let month = newest;
  const label = h("span.month", { role: "status" });
  const step = (name, shape, by) =>
    h("button.icon", { type: "button", "aria-label": t(name), onclick: () => go(by) }, icon(shape));
  const later = step("spend.later", "right", 1);
  function go(by) {
    if (by > 0 && month === newest) return;
    const [year, number] = month.split("-").map(Number);
    month = monthOf(new Date(year, number - 1 + by, 1));
    show();
    onchange(month);
  }
  function show() {
    label.textContent = monthName(month);
    later.setAttribute("aria-disabled", String(month === newest));
  }
  show();
  const element = h("div.month-picker", null, step("spend.earlier", "left", -1), label, later);
  return Object.defineProperty(element, "month", { get: () => month });
}

const monthOf = (date) => `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}`;
