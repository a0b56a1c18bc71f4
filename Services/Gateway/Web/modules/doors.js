// One-time links and registration: for who has no password yet.
import { api } from "./api.js";
import { loadUser } from "./session.js";

/** Whose link it is: `{ purpose: "invitation" | "reset", name, username }`. */
export const readLink = (token, options) => api.post("/auth/link", { token }, { quiet: true, ...options });

/** Sets the password by a one-time link, and is in. */
export async function choosePassword(token, password) {
  await api.post("/auth/password", { token, password }, { quiet: true });
  return loadUser();
}

/** Resolves to `{ status: "pending" }`: somebody has to approve it. */
export const register = (account) => api.post("/auth/register", account, { quiet: true });
