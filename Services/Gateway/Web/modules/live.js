// The one WebSocket: short notices that something changed. After a cut it goes on behind the last one that came; where
// the server no longer has what was missed, the screens ask again.
import { api } from "./api.js";
import { query } from "./query.js";

const listeners = new Map();
let socket = null;
let wanted = false;
let failures = 0;
/** The notice that came last, as the server counts them. */
let lastID = null;
let timer;

/**
 * Calls `listener(subject, data)` on every notice of `type`; one of type `resumed` says that some may have been missed.
 * Returns how to stop.
 */
export function onLive(type, listener) {
  if (!listeners.has(type)) listeners.set(type, new Set());
  listeners.get(type).add(listener);
  return () => listeners.get(type).delete(listener);
}

function tell(type, subject, data) {
  for (const listener of listeners.get(type) ?? []) listener(subject, data);
}

export function connectLive() {
  wanted = true;
  if (!socket) open();
}

export function disconnectLive() {
  wanted = false;
  lastID = null;
  clearTimeout(timer);
  socket?.close();
  socket = null;
}

function open() {
  clearTimeout(timer);
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  const opening = new WebSocket(`${scheme}//${location.host}/ws${query({ after: lastID })}`);
  socket = opening;
  opening.addEventListener("open", () => {
    // Without a place to go on from, nothing says what was missed.
    if (failures > 0 && lastID === null) tell("resumed");
    failures = 0;
  });
  opening.addEventListener("message", ({ data }) => {
    try {
      const notice = JSON.parse(data);
      lastID = notice.id ?? lastID;
      tell(notice.type, notice.subject, notice.data);
    } catch {
      // Not a notice of ours.
    }
  });
  opening.addEventListener("close", () => {
    if (socket !== opening) return;
    socket = null;
    failures += 1;
    if (wanted) timer = setTimeout(reopen, wait());
  });
}

/** 1, 2, 4 … 30 s, spread so that a restarted gateway isn't met by everyone at once. */
function wait() {
  return Math.min(30_000, 1000 * 2 ** (failures - 1)) * (0.7 + Math.random() * 0.6);
}

/** A refused handshake doesn't say why; asking who I am renews a session that ran out. */
async function reopen() {
  if (!wanted || socket) return;
  try {
    await api.get("/auth/me", { quiet: true });
    open();
  } catch (problem) {
    if (problem.status === 401) return;
    failures += 1;
    timer = setTimeout(reopen, wait());
  }
}

addEventListener("online", () => {
  if (wanted && !socket) {
    clearTimeout(timer);
    reopen();
  }
});
