// When the institution attends, day by day; a day without hours is closed, and none at all means always.
import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { weekdays } from "../modules/support.js";

/** `element.hours` as `{ monday: ["08:00", "18:00"] }`; `element.isRight()` says beside a day what is wrong with it. */
export function hoursEditor(hours) {
  const days = weekdays.map((day) => dayRow(day, hours[day]));
  const element = h("div.hours", null, days.map(({ element: row }) => row));
  return Object.assign(Object.defineProperty(element, "hours", {
    get: () => Object.fromEntries(days.filter(({ range }) => range()).map(({ day, range }) => [day, range()])),
  }), { isRight: () => days.map(({ check }) => check()).every(Boolean) });
}

function dayRow(day, range) {
  const name = t(`day.${day}`);
  const time = (key, value) => h("input", { type: "time", "aria-label": t(key, { day: name }), value });
  const from = time("hours.from", range?.[0] ?? "08:00");
  const to = time("hours.to", range?.[1] ?? "18:00");
  const times = h("span.times", { hidden: !range }, from, h("span", { "aria-hidden": "true" }, "–"), to);
  const open = h("input", { type: "checkbox", checked: Boolean(range), onchange: () => {
    times.hidden = !open.checked;
    wrong.hidden = true;
  } });
  const wrong = h("p.wrong.small", { role: "alert", hidden: true }, t("hours.wrong"));
  return {
    day,
    element: h("div.day", null, h("label.check", null, open, name), times, wrong),
    range: () => (open.checked ? [from.value, to.value] : null),
    check() {
      const right = !open.checked || (from.value && to.value && from.value < to.value);
      wrong.hidden = Boolean(right);
      if (!right) from.focus();
      return Boolean(right);
    },
  };
}
