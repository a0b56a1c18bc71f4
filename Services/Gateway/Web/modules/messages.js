// The turns of a conversation, as this tab makes them and as the server tells them.
import { outbox } from "./store.js";

let serial = 0;

/** A turn that this tab made; the server's own id comes later. */
export function message(role, text, status = "complete", images = []) {
  serial += 1;
  return { id: null, key: `local-${serial}`, role, text, status, images, entities: [], created_at: new Date().toISOString() };
}

/** A question that waits for the connection. */
export function queued(text, images, conversation) {
  return { ...message("user", text, "queued", images), queuedFor: conversation };
}

export function waiting(id) {
  const mine = outbox.all().filter(({ conversation }) => conversation === id);
  return mine.map(({ text, images = [] }) => queued(text, images, id));
}

export function fromHistory(entry) {
  return { images: [], entities: [], ...entry, key: entry.id, saved: true };
}
