// The telephone lines that students see, each with the day on which somebody called it.
import { h, uniqueID } from "../modules/dom.js";
import { dayFromNow } from "../modules/days.js";
import { t } from "../modules/i18n.js";
import { verifiedFor } from "../modules/support.js";
import { field } from "./field.js";
import { icon } from "./icon.js";
import { stateMark } from "./state.js";

/** `element.lines` are those that stand in it; `element.fields` all that must be filled. */
export function helpLines(lines) {
  const list = h("div.help-lines");
  const rows = new Set();
  const add = (line, focus = false) => {
    const row = lineRow(line, () => {
      rows.delete(row);
      row.remove();
      button.focus();
    });
    rows.add(row);
    list.append(row);
    if (focus) row.fields[0].input.focus();
  };
  const button = h("button", { type: "button", onclick: () => add({}, true) }, icon("plus"), t("line.add"));
  for (const line of lines) add(line);
  const element = h("div.stack", null, list, h("div.row", null, button));
  return Object.defineProperties(element, {
    lines: { get: () => [...rows].map((row) => row.line) },
    fields: { get: () => [...rows].flatMap((row) => row.fields) },
  });
}

function lineRow({ name = "", telephone = "", hours = "", url = "", verified_on: verified = "" }, onremove) {
  const id = uniqueID("line");
  const what = field(t("line.name"), { name: "name", required: true, maxlength: 120, value: name });
  const number = field(t("line.telephone"), { name: "telephone", type: "tel", required: true, maxlength: 40, value: telephone });
  const open = field(t("line.hours"), { name: "hours", required: true, maxlength: 120, value: hours, placeholder: t("line.hours.example") });
  const page = field(t("line.url"), { name: "url", type: "url", maxlength: 200, value: url ?? "", placeholder: "https://" });
  const day = field(t("line.verified"), { name: "verified_on", type: "date", required: true, max: dayFromNow(), value: verified.slice(0, 10), onchange: show });
  const mark = h("span");
  const now = h("button.small-button", { type: "button", onclick: () => {
    day.input.value = dayFromNow();
    day.fail(null);
    show();
  } }, icon("check", 16), t("line.verifiedToday"));
  const remove = h("button.quiet.small-button", { type: "button", onclick: onremove }, icon("trash", 16), t("line.remove"));
  const title = h("span.visually-hidden", { id }, name || t("line.new"));
  const element = h("div.help-entry", { role: "group", "aria-labelledby": id }, title,
    h("div.line-fields", null, what, number, open, page, day), h("div.row.spread", null, h("div.row", null, now, mark), remove));
  function show() {
    const age = day.input.value && (Date.now() - Date.parse(day.input.value)) / 86_400_000;
    const old = age !== "" && age > verifiedFor;
    const n = Math.max(0, Math.floor(age));
    const words = old ? t("line.old", { n }) : t(n ? "line.good" : "line.today", { n });
    mark.replaceChildren(...(age === "" ? [] : [stateMark(old ? "pending" : "ok", words)]));
  }
  show();
  const text = ({ input }) => input.value.trim();
  return Object.defineProperties(element, {
    fields: { value: [what, number, open, day] },
    line: { get: () => ({
      name: text(what), telephone: text(number), hours: text(open), ...(text(page) && { url: text(page) }), verified_on: day.input.value,
    }) },
  });
}
