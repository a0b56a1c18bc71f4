// What this browser remembers: appearance, language, drafts and questions that wait for the connection.
const prefix = "consulta.";

export function stored(key) {
  try {
    return localStorage.getItem(prefix + key);
  } catch {
    return null;
  }
}

/** Remembers `value`, or forgets the key when it is null or empty. */
export function store(key, value) {
  try {
    if (value === null || value === "") localStorage.removeItem(prefix + key);
    else localStorage.setItem(prefix + key, value);
  } catch {
    // Full or closed storage: the page works, it only forgets.
  }
}

/** Like `store`, only for this tab and until it closes. */
export const tab = {
  get(key) {
    try {
      return JSON.parse(sessionStorage.getItem(prefix + key));
    } catch {
      return null;
    }
  },
  set(key, value) {
    try {
      if (value === null) sessionStorage.removeItem(prefix + key);
      else sessionStorage.setItem(prefix + key, JSON.stringify(value));
    } catch {
      // Full or closed storage: it is asked for again.
    }
  },
};

const draftKey = (conversation) => `draft.${conversation ?? "new"}`;

export const drafts = {
  get: (conversation) => stored(draftKey(conversation)) ?? "",
  set: (conversation, text) => store(draftKey(conversation), text),
};

/** The images of a draft, as the server keeps them until it is sent: `[{ id, width, height… }]`. */
export const attached = {
  get: (conversation) => parsed(`images.${conversation ?? "new"}`),
  set: (conversation, media) => store(`images.${conversation ?? "new"}`, media.length ? JSON.stringify(media) : null),
};

/** What was being written goes with a conversation that got its id. */
export function moveDraft(from, to) {
  drafts.set(to, drafts.get(from));
  drafts.set(from, "");
  attached.set(to, attached.get(from));
  attached.set(from, []);
}

/** A question that wasn't sent stands in the box again, unless something else does. */
export function restoreDraft(conversation, { text, images }) {
  if (drafts.get(conversation)) return;
  drafts.set(conversation, text);
  attached.set(conversation, images);
}

function parsed(key) {
  try {
    return JSON.parse(stored(key) ?? "[]");
  } catch {
    return [];
  }
}

/** Questions written without a connection: `[{ id, conversation, text, images }]`. */
export const outbox = {
  all: () => parsed("outbox"),
  add(conversation, text, images) {
    const entry = { id: `${Date.now()}-${Math.random()}`, conversation, text, images };
    keep([...outbox.all(), entry]);
    return entry;
  },
  /** Takes it out; false where another tab did already. */
  take(id) {
    const entries = outbox.all();
    const rest = entries.filter((entry) => entry.id !== id);
    keep(rest);
    return rest.length < entries.length;
  },
};

function keep(entries) {
  store("outbox", entries.length ? JSON.stringify(entries) : null);
}

const personal = ["draft.", "images.", "outbox", "companion."];

/** The next person at this machine must not find what the last one typed. */
export function forgetPerson() {
  try {
    for (const key of Object.keys(localStorage)) {
      if (personal.some((name) => key.startsWith(prefix + name))) localStorage.removeItem(key);
    }
    sessionStorage.clear();
  } catch {
    // Nothing was stored.
  }
}
