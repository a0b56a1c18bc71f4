// The help desk: questions with their answers as they are written, and requests for a person.
import { api, Problem } from "./api.js";
import { query } from "./query.js";
import { tab } from "./store.js";

/** What this tab calls its conversation. The server knows it only together with whose it is. */
const label = {
  get: () => tab.get("help-desk") ?? renewed(),
  set: (id) => tab.set("help-desk", id),
};

function renewed() {
  // `randomUUID` exists only in secure contexts.
  const id = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  label.set(id);
  return id;
}

/** Yields `{ type: "card" | "delta" | "done", …}` of an answer; one that breaks off throws a `Problem`. */
export async function* askHelpDesk(prompt, { code, country, signal } = {}) {
  const body = { session_id: label.get(), prompt, ...(code && { code, country }) };
  const events = await api.stream("/generate", body, { signal, quiet: true });
  let ended = false;
  try {
    for await (const { type, data } of events) {
      const event = JSON.parse(data);
      if (type === "error") throw new Problem(event);
      if (event.session_id) label.set(event.session_id);
      ended ||= type === "done";
      yield { ...event, type };
    }
  } catch (error) {
    if (error instanceof Problem || error.name === "AbortError") throw error;
    throw new Problem({ code: "interrupted" });
  }
  if (!ended && !signal?.aborted) throw new Problem({ code: "interrupted" });
}

/** What was asked in this tab, newest first, `[{ question, text, card }]`. Whoever asked nothing isn't known. */
export async function earlierTurns() {
  const known = tab.get("help-desk");
  if (!known) return [];
  const { turns } = await api.get(`/api/help-desk/history${query({ session_id: known })}`, { quiet: true });
  return turns.flatMap(({ role, text: question }, index) => {
    const { text = "", card = {} } = turns[index + 1] ?? {};
    return role === "user" ? [{ question, text, card }] : [];
  }).reverse();
}

/** The conversation is forgotten, here and there. */
export async function clearHelpDesk() {
  await api.post("/clear", { session_id: label.get() }, { quiet: true });
  renewed();
}

/** Resolves to `{ number, state, created_at }`. */
export const askForPerson = (values) => api.post("/api/help-desk/tickets", { ...values, session_id: label.get() }, { quiet: true });
export const ownTickets = (options) => api.get("/api/help-desk/tickets", { quiet: true, ...options });
