// The conversations of this tab: each is one object, whatever screens have shown it.
import { Conversation } from "./conversation.js";
import { outbox } from "./store.js";

const known = new Map();
let fresh = null;

/** The conversation of that id, as it is in this tab; without an id, one in which nothing has been asked yet. */
export function conversationOf(id) {
  if (!id) return beginning();
  if (!known.has(id)) known.set(id, new Conversation(id));
  return known.get(id);
}

function beginning() {
  if (fresh?.messages.every(({ status }) => status === "queued")) return fresh;
  const conversation = new Conversation(null);
  conversation.addEventListener("opened", () => known.set(conversation.id, conversation));
  fresh = conversation;
  return fresh;
}

/** Sends what was written without a connection, whatever screen is shown. */
export async function sendWaiting() {
  for (const id of new Set(outbox.all().map(({ conversation }) => conversation))) {
    const conversation = conversationOf(id);
    await (id ? conversation.load({ quiet: true }) : conversation.flush()).catch(() => {});
  }
}

export function forgetConversations() {
  for (const each of known.values()) each.generation?.abandon();
  known.clear();
  fresh = null;
}
