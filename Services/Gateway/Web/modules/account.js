// My own account: name, password, sessions and keys.
import { api } from "./api.js";
import { loadUser } from "./session.js";

const root = "/auth/me";
const keys = "/api/keys";

export async function changeMe(values) {
  await api.patch(root, values);
  return loadUser();
}

/** Ends the sessions elsewhere. */
export const changePassword = (current, fresh) => api.post(`${root}/password`, { current, new: fresh });

export const mySessions = (options) => api.get(`${root}/sessions`, options);
export const endMySession = (id) => api.delete(`${root}/sessions/${encodeURIComponent(id)}`);
export const endOtherSessions = () => api.delete(`${root}/sessions`);

export const myKeys = (options) => api.get(keys, options);
/** Resolves to the key, which is told only now. */
export const makeKey = (values) => api.post(keys, values);
export const revokeMyKey = (id) => api.delete(`${keys}/${encodeURIComponent(id)}`);
