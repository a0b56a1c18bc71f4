// What stands in a cell: on the wire one text («12.5», «2026-11-22», «yes»), on the page as people read and write it.
import { dayName } from "./days.js";
import { decimal, t } from "./i18n.js";

const day = /^\d{4}-\d{2}-\d{2}$/;
const number = /^-?\d+(\.\d+)?$/;

/** As it is read. What isn't of its column's type stands as it was found. */
export function shownValue({ type }, value) {
  if (value === null || value === undefined || value === "") return "";
  if (type === "number" && number.test(value)) return decimal(Number(value));
  if (type === "date" && day.test(value)) return dayName(value);
  if (type === "yes_no" && (value === "yes" || value === "no")) return t(`value.${value}`);
  return String(value);
}

/** As it is written over. */
export function writtenValue({ type }, value) {
  if (type === "number" && number.test(value ?? "")) return decimal(Number(value), { grouped: false });
  return value ?? "";
}

/** What the server keeps of what was written; undefined where it is no value of that type. */
export function valueOf({ type }, text) {
  const trimmed = text.trim();
  if (!trimmed) return null;
  return type === "number" ? decimalOf(trimmed) : trimmed;
}

/** «1.234,5», «1,234.5» and «1234.5» are one figure. A single mark before three digits is what the page's language makes of it. */
function decimalOf(text) {
  const bare = text.replace(/[\s\u00a0\u202f]/g, "").replace("−", "-");
  const marks = bare.replace(/[^.,]/g, "");
  const last = marks.at(-1);
  const thousands = decimal(1234567).replace(/\d/g, "")[0];
  const isGrouped = marks.length > 1
    ? new Set(marks).size === 1
    : last === thousands && /[.,]\d{3}$/.test(bare);
  const plain = isGrouped || !last
    ? bare.replace(/[.,]/g, "")
    : bare.replaceAll(last === "," ? "." : ",", "").replace(last, ".");
  return number.test(plain) ? plain : undefined;
}
