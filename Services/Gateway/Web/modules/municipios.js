// Municipalities and their offices, as everybody sees them.
import { api } from "./api.js";
import { query } from "./query.js";

const root = "/api/municipios";

/** What a name, the beginning of one or a sentence may mean: `{ decision, items, message }`. */
export const findPlaces = (q, options) => api.get(`${root}/search${query({ q, limit: 6 })}`, { quiet: true, ...options });
/** A municipality with its offices; `country` where two countries have the same code. */
export const municipality = (code, country, options) =>
  api.get(`${root}/${encodeURIComponent(code)}${query({ country })}`, options);

/** «Azul, Buenos Aires (cabecera: Azul)»: the town only where it says more. */
export const whereOf = ({ name, province, cabecera }) =>
  [province, cabecera && cabecera !== name && cabecera].filter(Boolean).join(" · ");
