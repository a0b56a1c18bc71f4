// Municipalities and their offices, as everybody sees them.
import { api } from "./api.js";
import { query } from "./query.js";

const root = "/api/municipios";

/** What a name, the beginning of one or a sentence may mean: `{ decision, items, message }`. */
export const findPlaces = (q, options) => api.get(`${root}/search${query({ q, limit: 6 })}`, { quiet: true, ...options });
/** A municipality with its offices; `country` where two countries have the same code. */
export const municipality = (code, country, options) =>
  api.get(`${root}/${encodeURIComponent(code)}${query({ country })}`, options);

/** What is known without the help desk: a place with its offices, or places to choose from. */
export async function lookUp(text, { code, country } = {}) {
  if (code) return { municipio: await municipality(code, country, { quiet: true }) };
  const { decision, items } = await findPlaces(text);
  return decision === "match" ? lookUp(text, items[0]) : { candidates: items };
}

/** «Mar del Plata · Buenos Aires»: the town that was meant, or the chief one, only where it says more than the name. */
export function whereOf({ name, province, cabecera, matched }) {
  const told = letters(name);
  const town = [matched, cabecera].find((each) => each && !told.includes(letters(each)));
  return [town, province].filter(Boolean).join(" · ");
}

const letters = (text) => text.normalize("NFD").replace(/[^\p{L}\d]/gu, "").toLowerCase();
