// Who is here, what they may do, and what the institution has installed.
import { api } from "./api.js";
import { forgetPerson, store, stored } from "./store.js";

export const session = {
  user: null,
  /** The answer of `GET /api/config`. */
  site: {
    institution: "Consulta", language: "es", installed: [], version: "", setup_needed: false,
    registration: { open: false, domains: [] }, single_sign_on: null,
  },
};

/** `change` when something about the signed-in person did. */
export const sessionChanges = new EventTarget();

export function can(permission) {
  return !permission || (session.user?.permissions ?? []).includes(permission);
}

export function installed(product) {
  return !product || session.site.installed.includes(product);
}

export async function loadSite() {
  session.site = { ...session.site, ...(await api.get("/api/config", { quiet: true })) };
}

/** The signed-in person, or null. */
export async function loadUser() {
  try {
    session.user = await api.get("/auth/me", { quiet: true });
    if (stored("person") !== session.user.id) forgetPerson();
    store("person", session.user.id);
    sessionChanges.dispatchEvent(new Event("change"));
  } catch (problem) {
    if (problem.status !== 401) throw problem;
    session.user = null;
  }
  return session.user;
}

export async function signIn(username, password) {
  await api.post("/auth/login", { username, password });
  return loadUser();
}

/** Creates the administrator of a new suite and signs in as them. */
export async function setUp(account) {
  await api.post("/auth/setup", account);
  session.site.setup_needed = false;
  return (await loadUser()) ?? signIn(account.username, account.password);
}

export async function signOut() {
  await api.post("/auth/logout");
  session.user = null;
  forgetPerson();
}

/** The account is gone, or another one comes in: everything of it in this browser goes too, and the page begins anew. */
export function forgetSession(path) {
  forgetPerson();
  location.assign(path);
}
