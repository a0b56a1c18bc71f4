// Letters: a document with fields, filled once for each row of a sheet or of a table.
import { api } from "./api.js";
import { query } from "./query.js";

const root = "/api/letters";
const templatesRoot = `${root}/templates`;
const templateOf = (id) => `${templatesRoot}/${encodeURIComponent(id)}`;
const lettersOf = (id) => `${root}/${encodeURIComponent(id)}`;

export const letterTemplateLimit = 20 * 1024 * 1024;
export const letterTableLimit = 20 * 1024 * 1024;

function form(file) {
  const body = new FormData();
  body.append("file", file, file.name);
  return body;
}

/** `{ items: [{ id, name, fields }], can_pdf }`. */
export const letterTemplates = (options) => api.get(templatesRoot, options);
/** Resolves to `{ id, name, fields }`. */
export const addLetterTemplate = (file) => api.post(templatesRoot, form(file));
export const removeLetterTemplate = (id) => api.delete(templateOf(id));
export const letterTemplateFile = (id) => `${templateOf(id)}/file`;
/** A table as CSV; resolves to `{ id, columns, rows }`. */
export const addTable = (file) => api.post(`${root}/tables`, form(file));

/**
 * What `{ template_id, sheet_id | table_id, mapping? }` would make: `{ rows, columns, fields, unknown, preview, faults }`.
 * Without a mapping, fields take the columns of their name.
 */
export const checkLetters = (choice, options) => api.post(`${root}/check`, choice, options);
/** Resolves to `{ id, job_id }`. */
export const makeLetters = (choice) => api.post(root, choice);
export const lettersMade = ({ signal, quiet, ...page } = {}) => api.get(root + query(page), { signal, quiet });
export const letters = (id, options) => api.get(lettersOf(id), options);
export const removeLetters = (id) => api.delete(lettersOf(id));
export const lettersFile = (id) => `${lettersOf(id)}/file`;
