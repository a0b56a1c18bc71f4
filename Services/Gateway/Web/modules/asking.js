// Questions to documents: how they are read, the answer with its sources, passages, and forms for questions asked often.
import { api, Problem } from "./api.js";
import { store, stored } from "./store.js";

const presetsRoot = "/api/presets";

/** What is asked: `{ collections: [id], documents: [{ id, title }] }`; with neither, all that one may see. */
export const everything = { collections: [], documents: [] };

/** As the server names it. */
export function scopeOf({ collections, documents }) {
  return {
    collections: collections.length ? collections : undefined,
    documents: documents.length ? documents.map(({ id }) => id) : undefined,
  };
}

const scopeKey = "draft.ask.scope";
/** The choice of before, kept with the drafts. */
export const lastScope = {
  get() {
    try {
      return { ...everything, ...JSON.parse(stored(scopeKey) ?? "{}") };
    } catch {
      return everything;
    }
  },
  set: (scope) => store(scopeKey, JSON.stringify(scope)),
};

/** `{ mode: "whole" | "search", can_read_whole, pages, characters, why }`; `atOnce` where they aren't read in parts. */
export const planFor = (scope, { atOnce, ...options } = {}) =>
  api.post("/api/ask/plan", { ...scopeOf(scope), at_once: atOnce }, { quiet: true, ...options });

/**
 * Yields the events of an answer, `{ type: "progress" | "sources" | "delta" | "done", … }`. `asked` is `{ question }` or
 * `{ preset, blanks }`; what goes wrong on the way throws a `Problem`.
 */
export async function* askDocuments(asked, { scope, mode, signal }) {
  let hasEnded = false;
  for await (const { type, data } of await api.stream("/api/ask", { ...scopeOf(scope), ...asked, mode }, { signal })) {
    const event = JSON.parse(data);
    if (type === "error") throw new Problem(event);
    hasEnded ||= type === "done";
    yield { ...event, type };
  }
  if (!hasEnded && !signal.aborted) throw new Problem({ code: "interrupted" });
}

/** The passages that fit best, `[{ chunk_id, document_id, title, page, section, text, highlights }]`. */
export async function passagesFor(query, scope, { signal, limit = 20 } = {}) {
  const { collections, documents } = scopeOf(scope);
  return (await api.post("/api/search", { query, collections, limit, filters: documents && { documents } }, { signal })).items;
}

/** `{ items: [{ id, title, description, blanks, is_mine }] }`. */
export const presets = (options) => api.get(presetsRoot, options);
/** `{ title, description, text, blanks }` with `[[key]]`s in the text. */
export const addPreset = (values) => api.post(presetsRoot, values);
export const changePreset = (id, values) => api.put(`${presetsRoot}/${encodeURIComponent(id)}`, values);
export const removePreset = (id) => api.delete(`${presetsRoot}/${encodeURIComponent(id)}`);
