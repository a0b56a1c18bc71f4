// Classes, wards and other groups: who belongs together, and whose tutors are whose.
import { api } from "./api.js";

const root = "/api/groups";
const pathOf = (id) => `${root}/${encodeURIComponent(id)}`;
const memberOf = (id, person) => `${pathOf(id)}/members/${encodeURIComponent(person)}`;

export const kinds = ["class", "ward", "group"];

/** All of them, or for a tutor the own ones: `{ items: [{ id, name, kind, members, tutors }] }`. */
export const groups = (options) => api.get(root, options);
/** With its `members`, as `[{ id, name, roles }]`. */
export const group = (id, options) => api.get(pathOf(id), options);
export const addGroup = (values) => api.post(root, values);
export const changeGroup = (id, values) => api.patch(pathOf(id), values);
export const removeGroup = (id) => api.delete(pathOf(id));
/** The minors among them: `{ name, purposes: [{ purpose, title, text, version }], members: [{ id, name, consents: [{ purpose, state }] }] }`. */
export const groupConsents = (id, options) => api.get(`${pathOf(id)}/consents`, options);
/** `guardians` as `[{ user, name, relation }]`; resolves to `{ recorded, failed: [{ user, code, detail }] }`. */
export const recordGuardians = (id, purposes, guardians) =>
  api.put(`${pathOf(id)}/consents`, { purposes: purposes.map(({ purpose, version }) => ({ purpose, version })), guardians });
export const addMember = (id, person) => api.put(memberOf(id, person));
export const removeMember = (id, person) => api.delete(memberOf(id, person));
