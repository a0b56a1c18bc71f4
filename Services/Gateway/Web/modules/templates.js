// Templates of sheets: the columns that shall be looked for in documents.
import { api } from "./api.js";

const root = "/api/templates";
const pathOf = (id) => `${root}/${encodeURIComponent(id)}`;

export const templateKinds = ["sheet", "rubric"];
export const columnTypes = ["text", "number", "date", "choice", "yes_no"];
export const templateLimits = { name: 120, columnName: 80, instruction: 1000, columns: 40 };

/** One's own, those one may use, and the examples: `{ items }`. */
export const templates = (options) => api.get(root, options);
export const template = (id, options) => api.get(pathOf(id), options);
export const addTemplate = (values) => api.post(root, values);
export const changeTemplate = (id, values) => api.put(pathOf(id), values);
export const removeTemplate = (id) => api.delete(pathOf(id));
