// The list of conversations, and what is done with one as a whole.
import { api } from "./api.js";

export const historyChanges = new EventTarget();

/** The page on which a conversation goes on. */
export const addressOf = ({ id, assistant }) => `/${assistant === "tutor" ? "companion" : "chat"}/${id}`;

const pathOf = (id) => `/api/history/${encodeURIComponent(id)}`;

/** A page of conversations, `{ items, next }`. */
export function conversations({ query = "", cursor, signal, quiet } = {}) {
  const search = new URLSearchParams();
  if (query) search.set("q", query);
  if (cursor) search.set("cursor", cursor);
  return api.get(`/api/history?${search}`, { signal, quiet });
}

/** `{ title }` or `{ pinned }`. */
export async function changeConversation(id, change) {
  await api.patch(pathOf(id), change);
  changed();
}

/** Out of sight at once; for 15 s `restoreConversation` brings it back, then the server deletes it for good. */
export async function deleteConversation(id) {
  await api.delete(pathOf(id));
  changed();
}

export async function restoreConversation(id) {
  await api.post(`${pathOf(id)}/restore`);
  changed();
}

/** Where a conversation is to be had as a file: `markdown`, `json` or `html`. */
export const exportAddress = (id, format) => `${pathOf(id)}/export?format=${format}`;

function changed() {
  historyChanges.dispatchEvent(new Event("change"));
}
