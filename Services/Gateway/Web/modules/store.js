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

const draftKey = (conversation) => `draft.${conversation ?? "new"}`;

export const drafts = {
  get: (conversation) => stored(draftKey(conversation)) ?? "",
  set: (conversation, text) => store(draftKey(conversation), text),
};

/** Questions written without a connection: `[{ conversation, text }]`. */
export const outbox = {
  all() {
    try {
      return JSON.parse(stored("outbox") ?? "[]");
    } catch {
      return [];
    }
  },
  add(conversation, text) {
    store("outbox", JSON.stringify([...outbox.all(), { conversation, text }]));
  },
  remove(conversation, text) {
    const rest = outbox.all().filter((entry) => entry.conversation !== conversation || entry.text !== text);
    store("outbox", rest.length ? JSON.stringify(rest) : null);
  },
};

/** The next person at this machine must not find what the last one typed. */
export function forgetPerson() {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(`${prefix}draft.`) || key === `${prefix}outbox`) localStorage.removeItem(key);
    }
    sessionStorage.clear();
  } catch {
    // Nothing was stored.
  }
}
