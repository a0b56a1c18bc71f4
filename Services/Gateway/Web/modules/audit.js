// The record of who did what: it opens for an hour, for a reason that is recorded too.
import { api } from "./api.js";
import { query } from "./query.js";
import { tab } from "./store.js";

const root = "/api/audit";

export const results = ["ok", "refused", "failed"];

/** The visit that is open in this tab, `{ visit, expires_at }`, or null. */
export function openVisit() {
  const visit = tab.get("visit");
  return visit && Date.parse(visit.expires_at) > Date.now() ? visit : null;
}

export async function visit(reason) {
  const fresh = await api.post(`${root}/visits`, { reason });
  tab.set("visit", fresh);
  return fresh;
}

export const leaveVisit = () => tab.set("visit", null);

const now = (filter) => query({ visit: openVisit()?.visit, ...filter });

/** A page of entries, the newest first, by `{ actor, subject, action, daemon, result, from, to, cursor }`. */
export const entries = ({ signal, ...filter } = {}) => api.get(root + now(filter), { signal });
export const verification = (options) => api.get(`${root}/verification${now()}`, options);
export const actions = (options) => api.get(`${root}/actions`, options);
export const entriesFile = (format, filter) => `${root}/export${now({ format, ...filter })}`;
