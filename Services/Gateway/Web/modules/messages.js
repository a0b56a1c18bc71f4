// The turns of a conversation, as this tab makes them and as the server tells them.
import { outbox } from "./store.js";

let serial = 0;

/** A turn that this tab made; the server's own id comes later. */
export function message(role, text, status = "complete") {
  serial += 1;
  return { id: null, key: `local-${serial}`, role, text, status, created_at: new Date().toISOString() };
}

/** A question that waits for the connection. */
export const queued = (text, conversation) => ({ ...message("user", text, "queued"), queuedFor: conversation });

export function waiting(id) {
  return outbox.all().filter(({ conversation }) => conversation === id).map(({ text }) => queued(text, id));
}

export function fromHistory(entry) {
  return { ...entry, key: entry.id, saved: true };
}
