// Sheets filled from documents: each cell with where it comes from, and a person's word over it.
import { api } from "./api.js";
import { query } from "./query.js";

const root = "/api/sheets";
const sheetOf = (id) => `${root}/${encodeURIComponent(id)}`;
const cellOf = (id, cell) => `${sheetOf(id)}/cells/${encodeURIComponent(cell)}`;

export const sheetNameLimit = 120;
/** What a sheet is tried with before it is filled. */
export const previewRows = 3;

/** One's own, the last changed first: `{ items, next }`. */
export const sheets = ({ signal, quiet, ...page } = {}) => api.get(root + query(page), { signal, quiet });
export const sheet = (id, options) => api.get(sheetOf(id), options);
/** `{ name, template_id, documents | collections, rows }`, with `rows` one of `per_document` and `found`. */
export const addSheet = (values) => api.post(root, values);
export const changeSheet = (id, values) => api.patch(sheetOf(id), values);
export const removeSheet = (id) => api.delete(sheetOf(id));
/**
 * What filling it would take: `{ cells, calls, tokens, cost, currency, leaves_institution, endpoints, cap, allowed, why }`.
 * What is filled is `{ limit, again }`: of all documents or so many, those not looked through yet or also the others.
 */
export const estimateSheet = (id, filled, options) => api.post(`${sheetOf(id)}/estimate`, filled, options);
/** Fills it, but for what somebody wrote or confirmed; resolves to `{ job_id }`. */
export const runSheet = (id, filled) => api.post(`${sheetOf(id)}/run`, filled);
/** Refused where somebody else wrote in it since; resolves to the cell. */
export const writeCell = (id, { id: cell, version }, value) => api.patch(cellOf(id, cell), { value, version });
/** `recompute`, `undo` or `confirm`; resolves to the cell. */
export const orderCell = (id, { id: cell, version }, order) => api.post(`${cellOf(id, cell)}/${order}`, { version });
/** All cells for which the documents say nothing; resolves to the sheet. */
export const leaveEmpty = (id) => api.post(`${sheetOf(id)}/leave-empty`);
export const finalizeSheet = (id) => api.post(`${sheetOf(id)}/finalize`);
export const reopenSheet = (id) => api.post(`${sheetOf(id)}/reopen`);
export const sheetFormats = ["xlsx", "csv", "docx"];
export const sheetFile = (id, format) => `${sheetOf(id)}/export${query({ format })}`;

/** Whether nobody can say where it comes from: such cells keep a sheet from being final. */
export const isBlocking = ({ state }) => state === "unsourced" || state === "failed";
/** Whether its document was read and doesn't say it. */
export const isMissing = ({ state, value }) => state === "unsourced" && (value ?? "") === "";
