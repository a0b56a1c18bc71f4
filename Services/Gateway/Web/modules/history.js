// The list of conversations, and those about to be deleted: for 10 s they only look deleted.
import { api } from "./api.js";

const doomed = new Map();
export const historyChanges = new EventTarget();

/** A page of conversations, `{ items, next }`, without those that are being deleted. */
export async function conversations({ query = "", cursor, signal, quiet } = {}) {
  const search = new URLSearchParams();
  if (query) search.set("q", query);
  if (cursor) search.set("cursor", cursor);
  const { items, next } = await api.get(`/api/history?${search}`, { signal, quiet });
  return { items: items.filter(({ id }) => !doomed.has(id)), next };
}

export async function renameConversation(id, title) {
  await api.patch(`/api/history/${encodeURIComponent(id)}`, { title });
  changed();
}

/** Takes the conversation out of sight; `finish()` really deletes it and `undo()` brings it back. */
export function deleteConversation(id, onfailure) {
  const remove = async (options) => {
    if (!doomed.has(id)) return;
    try {
      await api.delete(`/api/history/${encodeURIComponent(id)}`, options);
      doomed.delete(id);
    } catch (problem) {
      doomed.delete(id);
      changed();
      if (problem.status !== 404) onfailure(problem);
    }
  };
  doomed.set(id, remove);
  changed();
  return {
    finish: () => remove(),
    undo: () => {
      doomed.delete(id);
      changed();
    },
  };
}

/** Nobody is left to take a deletion back. */
export function finishDeletions(options) {
  return Promise.all([...doomed.values()].map((remove) => remove(options)));
}

function changed() {
  historyChanges.dispatchEvent(new Event("change"));
}

// Leaving the page is not taking the deletion back.
addEventListener("pagehide", () => {
  finishDeletions({ keepalive: true });
});
