// The conversations of this tab: each is one object, whatever screens have shown it.
import { Conversation } from "./conversation.js";
import { outbox } from "./store.js";

const known = new Map();
/** Those in which nothing has been asked yet, by their assistant. */
const fresh = new Map();
/** Whoever isn't the usual assistant: a conversation with them that hasn't begun goes by their name. */
const assistants = ["tutor"];

/** The conversation of that id, as it is in this tab; without an id, one in which nothing has been asked yet. */
export function conversationOf(id, assistant = null) {
  if (!id || assistants.includes(id)) return beginning(id ?? assistant);
  if (!known.has(id)) known.set(id, new Conversation(id));
  return known.get(id);
}

function beginning(assistant) {
  const begun = fresh.get(assistant);
  if (begun && !begun.id && begun.messages.every(({ status }) => status === "queued")) return begun;
  const conversation = new Conversation(null, assistant);
  conversation.addEventListener("opened", () => known.set(conversation.id, conversation));
  fresh.set(assistant, conversation);
  return conversation;
}

/** Sends what was written without a connection, whatever screen is shown. */
export async function sendWaiting() {
  for (const id of new Set(outbox.all().map(({ conversation }) => conversation))) {
    const conversation = conversationOf(id);
    await (conversation.id ? conversation.load({ quiet: true }) : conversation.flush()).catch(() => {});
  }
}

export function forgetConversations() {
  for (const each of known.values()) each.generation?.abandon();
  known.clear();
  fresh.clear();
}
