// Offices as their keepers see and change them, and the spreadsheets they come from.
import { api } from "./api.js";
import { query } from "./query.js";

const root = "/api/municipios/offices";
const pathOf = (id) => `${root}/${encodeURIComponent(id)}`;
const imports = "/api/municipios/imports";
const importOf = (id) => `${imports}/${encodeURIComponent(id)}`;

export const officeFields = ["dependencia", "localidades", "direccion", "telefono", "whatsapp", "horario", "email"];
/** Characters; 300 for those not named. */
export const officeLimits = { dependencia: 200, localidades: 2000, telefono: 200, whatsapp: 100 };
export const exportAddress = `${root}/export`;

/** A page, `{ items, next, total }`, by `{ q, stale, cursor, limit }`. */
export const offices = ({ signal, ...filter } = {}) => api.get(root + query(filter), { signal });
export const addOffice = (values) => api.post(root, values);
/** Refused where somebody else changed it since `updated_at`. */
export const changeOffice = ({ id, updated_at }, values) => api.patch(pathOf(id), { ...values, updated_at });
export const removeOffice = (id) => api.delete(pathOf(id));
export const restoreOffice = (id) => api.post(`${pathOf(id)}/restore`);
export const confirmOffice = (id) => api.post(`${pathOf(id)}/confirm`);
export const officeHistory = (id, options) => api.get(`${pathOf(id)}/history`, options);

export const importLimit = 64 * 1024 * 1024;
/** What `file` would change; `replace` also removes what it lacks. The server tells UTF-8 from Windows-1252. */
export const previewOffices = (file, replace, options) =>
  api.post(imports + query({ replace: replace || "" }), new Blob([file], { type: "text/csv" }), options);
export const officeImports = (options) => api.get(imports, options);
/** With those of its lines that do `action`. */
export const officeImport = (id, { action, cursor, signal } = {}) => api.get(importOf(id) + query({ action, cursor }), { signal });
/** `apply` or `undo`. */
export const orderImport = (id, order) => api.post(`${importOf(id)}/${order}`);
