// Who has an account and what each may do, as administrators see and change it.
import { api } from "./api.js";
import { query } from "./query.js";

const root = "/api/users";
const pathOf = (id) => `${root}/${encodeURIComponent(id)}`;

export const roles = ["student", "tutor", "clinician", "teacher", "clerk", "admin"];
export const statuses = ["active", "invited", "pending", "suspended"];

/** A page of people, `{ items, next, total }`, by `{ q, role, group, status, cursor, limit }`. */
export const people = ({ signal, quiet, ...filter } = {}) => api.get(root + query(filter), { signal, quiet });
export const person = (id, options) => api.get(pathOf(id), options);
/** Resolves to the person, with a one-time `link` that lets them choose a password. */
export const invite = (values) => api.post(root, values);
export const changePerson = (id, values) => api.patch(pathOf(id), values);
/** `suspend`, `restore`, `approve` or `sign-out`; resolves to how the person stands then. */
export const orderPerson = (id, order) => api.post(`${pathOf(id)}/${order}`);
/** A new one-time link: `{ link, expires_at }`. Older ones of the person stop working. */
export const newLink = (id) => api.post(`${pathOf(id)}/link`);

export const sessionsOf = (id, options) => api.get(`${pathOf(id)}/sessions`, options);
export const endSessionOf = (id, session) => api.delete(`${pathOf(id)}/sessions/${encodeURIComponent(session)}`);
export const keysOf = (id, options) => api.get(`${pathOf(id)}/keys`, options);
export const revokeKeyOf = (id, key) => api.delete(`${pathOf(id)}/keys/${encodeURIComponent(key)}`);

/** How far somebody's erasure is, also after their account is gone. */
export const erasureOf = (id, options) => api.get(`${pathOf(id)}/erasure`, options);
export const erasePerson = (id, reason) => api.delete(pathOf(id), { body: { reason } });
