// The turns of a conversation, as this tab makes them and as the server tells them.
import { outbox } from "./store.js";

let serial = 0;

/** A turn that this tab made; the server's own id comes later. */
export function message(role, text, status = "complete", images = []) {
  serial += 1;
  return { id: null, key: `local-${serial}`, role, text, status, images, entities: [], created_at: new Date().toISOString() };
}

/** A question that waits for the connection, by its entry in the outbox. */
export function queued({ id, text, images }) {
  return { ...message("user", text, "queued", images), key: id, waitsAs: id };
}

export function waiting(conversation) {
  return outbox.all().filter((entry) => entry.conversation === conversation).map(queued);
}

/** A turn as the server tells it; where `shown` is on screen already, that same object, so that its element stays. */
export function fromHistory(entry, shown) {
  const fresh = { key: entry.id, images: [], entities: [], ...entry, saved: true };
  if (!shown) return fresh;
  const { key, status, problem, cut, help } = shown;
  for (const name of Object.keys(shown)) delete shown[name];
  return Object.assign(shown, fresh, { key, help: fresh.help ?? help }, status === entry.status && { problem, cut });
}
