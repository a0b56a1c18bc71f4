// The record of who did what: it opens for an hour, for a reason that is recorded too.
import { api } from "./api.js";
import { person } from "./people.js";
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

/** Somebody's name, asked for once a visit: looking at an account is recorded too. */
export async function nameOf(id) {
  const known = openVisit()?.names?.[id];
  if (known) return known;
  const { name } = await person(id, { quiet: true });
  keepName(id, name);
  return name;
}

export function keepName(id, name) {
  const { names, ...open } = openVisit() ?? {};
  if (open.visit) tab.set("visit", { ...open, names: { ...names, [id]: name } });
}

const now = (filter) => query({ visit: openVisit()?.visit, ...filter });

/** A page of entries, the newest first, by `{ actor, subject, action, daemon, result, from, to, cursor }`. */
export const entries = ({ signal, ...filter } = {}) => api.get(root + now(filter), { signal });
export const verification = (options) => api.get(`${root}/verification${now()}`, options);
export const actions = (options) => api.get(`${root}/actions`, options);
export const entriesFile = (format, filter) => `${root}/export${now({ format, ...filter })}`;
