// The catalogue in use (`text/es.js` or `text/en.js`), and dates, figures and plurals in that language.
import { h } from "./dom.js";
import { stored, store } from "./store.js";

export const languages = { es: "Español", en: "English" };
let catalogue = {};
let current = "es";

export function language() {
  return current;
}

export async function useLanguage(code) {
  current = code in languages ? code : "es";
  catalogue = (await import(`../text/${current}.js`)).default;
  document.documentElement.lang = current;
}

/** Adds the texts that only some screens need. */
export async function useTexts(name) {
  const { default: part } = await import(`../text/${current}/${name}.js`);
  catalogue = { ...catalogue, ...part };
}

export function chooseLanguage(code) {
  store("language", code);
  return useLanguage(code);
}

export function chosenLanguage() {
  return stored("language");
}

/** The text of `key`; `{name}` takes `values.name`, and an entry with `one` and `other` goes by `values.n`. */
export function t(key, values = {}) {
  let text = catalogue[key] ?? key;
  if (typeof text === "object") text = text[new Intl.PluralRules(locale()).select(values.n)] ?? text.other;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (values[name] === undefined ? whole : format(values[name])));
}

/** Whether the catalogue has `key`: for codes that come from outside. */
export function has(key) {
  return key in catalogue;
}

/** Like `t`, as nodes: `**this**` is strong and `` `this` `` is code. */
export function rich(key, values) {
  return t(key, values)
    .split(/(\*\*[^*]+\*\*|`[^`]+`)/)
    .filter(Boolean)
    .map((part) => {
      if (part.startsWith("**")) return h("strong", null, part.slice(2, -2));
      if (part.startsWith("`")) return h("code", null, part.slice(1, -1));
      return part;
    });
}

function format(value) {
  return typeof value === "number" ? new Intl.NumberFormat(locale()).format(value) : String(value);
}

/** The person's own regional form of the page's language, where the browser names one. */
function locale() {
  return navigator.languages.find((tag) => tag.split("-")[0] === current) ?? (current === "es" ? "es-MX" : "en");
}

export function money(amount, currency) {
  return new Intl.NumberFormat(locale(), { style: "currency", currency: currency || "USD" }).format(amount);
}

/** A figure with as many digits as one reads at a glance: «1.234», «45,2», «0,61». */
export function figure(value) {
  const digits = value < 10 ? 2 : value < 100 ? 1 : 0;
  return new Intl.NumberFormat(locale(), { maximumFractionDigits: digits }).format(value);
}

/** Every digit of a figure, as people write it: «1.234,5»; without thousands where it shall be written over. */
export function decimal(value, { grouped = true } = {}) {
  return new Intl.NumberFormat(locale(), { maximumFractionDigits: 10, useGrouping: grouped }).format(value);
}

export function share(part) {
  return new Intl.NumberFormat(locale(), { style: "percent" }).format(part);
}

/** «noviembre de 2026», of `2026-11`. */
export function monthName(month) {
  const [year, number] = month.split("-").map(Number);
  return new Intl.DateTimeFormat(locale(), { month: "long", year: "numeric" }).format(new Date(year, number - 1));
}

export function when(time) {
  const date = new Date(time);
  const seconds = (date - Date.now()) / 1000;
  const relative = new Intl.RelativeTimeFormat(locale(), { numeric: "auto" });
  if (Math.abs(seconds) < 60) return t("time.now");
  if (Math.abs(seconds) < 3600) return relative.format(Math.round(seconds / 60), "minute");
  const options = { hour: "2-digit", minute: "2-digit" };
  if (date.toDateString() === new Date().toDateString()) return new Intl.DateTimeFormat(locale(), options).format(date);
  const year = date.getFullYear() === new Date().getFullYear() ? undefined : "numeric";
  return new Intl.DateTimeFormat(locale(), { day: "numeric", month: "short", year }).format(date);
}

export function clock() {
  return new Intl.DateTimeFormat(locale(), { timeStyle: "medium" }).format(new Date());
}

/** «16:40». */
export function hourOf(time) {
  return new Intl.DateTimeFormat(locale(), { timeStyle: "short" }).format(new Date(time));
}

export function exactly(time) {
  return new Intl.DateTimeFormat(locale(), { dateStyle: "long", timeStyle: "short" }).format(new Date(time));
}

/** «12 oct 2026». */
export function dayOf(time) {
  return new Intl.DateTimeFormat(locale(), { dateStyle: "medium" }).format(new Date(time));
}

/** To the second, for records. */
export function precisely(time) {
  return new Intl.DateTimeFormat(locale(), { dateStyle: "short", timeStyle: "medium" }).format(new Date(time));
}

/** «3 días», «4 h», «12 min»: the largest unit only. */
export function duration(seconds) {
  const units = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];
  const [unit, size] = units.find(([, length]) => seconds >= length) ?? units[3];
  const options = { style: "unit", unit, unitDisplay: unit === "day" ? "long" : "short", maximumFractionDigits: 0 };
  return new Intl.NumberFormat(locale(), options).format(Math.floor(seconds / size));
}
