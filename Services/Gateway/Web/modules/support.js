// Whom to turn to: the institution's own telephone lines and people, and how alerts go from one to the next.
import { api } from "./api.js";
import { session } from "./session.js";
import { store, stored } from "./store.js";

const root = "/api/support";

/** `{ lines, people, acknowledge_minutes, hours, out_of_hours, ready, missing }`, as their keeper sees and saves them. */
export const support = (options) => api.get(root, options);
export const keepSupport = (values) => api.put(root, values);

/** The lines and people that everybody sees, and what is missing: `{ lines, people, ready, missing }`. */
export const publicSupport = (options) => api.get(`${root}/public`, options);

/** The same at once, as this browser last saw it: help doesn't wait for a server. */
export function rememberedHelp() {
  try {
    return JSON.parse(stored("help")) ?? nobody;
  } catch {
    return nobody;
  }
}

/** Asks for it anew; what was remembered stays where the server is away. */
export async function renewHelp() {
  try {
    const { lines, people } = await api.get("/api/help", { quiet: true });
    store("help", JSON.stringify({ lines, people }));
  } catch {
    // The last known lines are better than none.
  }
  return rememberedHelp();
}

const nobody = { lines: [], people: [] };

let asked = null;
/** Asks for a person, by hand; resolves to when that was, which may be some minutes ago. */
export async function askForPerson(conversation) {
  const { asked_at: time } = await api.post("/api/help", conversation ? { conversation_id: conversation } : {}, { quiet: true });
  asked = { time, by: session.user.id };
  return time;
}

/** When one has asked for a person so lately that asking again would tell nobody more. */
export function lastAsked() {
  const isLately = asked?.by === session.user.id && Date.now() - Date.parse(asked.time) < 600_000;
  return isLately ? asked.time : null;
}

/** Days after which a line has to be verified again. */
export const verifiedFor = 90;
export const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
/** Each rule of the risk layer with how often it was right. */
export const ruleBoard = (options) => api.get("/api/alerts/rules", options);
