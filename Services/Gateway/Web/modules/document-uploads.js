// Files on their way into collections from this tab: they go on whatever screen is shown, a few at a time.
import { Problem } from "./api.js";
import { t } from "./i18n.js";
import { removeDocument } from "./library.js";
import { sendBody } from "./sending.js";
import { session } from "./session.js";

export const documentLimit = 200 * 1024 * 1024;
const batchFiles = 20;
const batchBytes = 8 * 1024 * 1024;

/** `change` when something about them did; `kept` with `detail: { collection, items }` when the server has some. */
export const uploads = new EventTarget();

let entries = [];
let serial = 0;
let batch = null;
let timer = null;

/**
 * Those to one collection, `[{ key, name, size, state, sent, problem, isFaulty, documentID, duplicateOf }]`: `waiting`, `sending`
 * (of which `sent` bytes are there), `kept`, `duplicate` or `refused`.
 */
export const uploadsTo = (collection) => own().filter((each) => each.collection === collection);

/** `files` as `[{ file, path }]`. */
export function upload(collection, files) {
  for (const { file, path } of files) {
    serial += 1;
    const entry = {
      key: `upload-${serial}`, collection, owner: session.user.id, file, name: path, size: file.size, state: "waiting", sent: 0,
    };
    if (file.size > documentLimit) refuse(entry, new Problem({ code: "too_large", detail: tooLarge(file) }), { isFaulty: true });
    entries.push(entry);
  }
  changed();
  next();
}

export function retryUpload(...refused) {
  for (const entry of refused) Object.assign(entry, { state: "waiting", sent: 0, problem: null });
  changed();
  next();
}

/** Takes it out, wherever it is; what goes up together with others is removed once it is there. */
export function cancelUpload(entry) {
  entries = entries.filter((each) => each !== entry);
  entry.left = true;
  if (batch?.entries.every(({ left }) => left)) batch.abort.abort();
  changed();
}

/** Those that need nobody's look any more. */
export function dismissEnded(collection) {
  entries = entries.filter((each) => each.collection !== collection || !["duplicate", "refused"].includes(each.state));
  changed();
}

/** Another person's, who was here before, are left alone. */
const own = () => entries.filter(({ owner }) => owner === session.user?.id);
const changed = () => uploads.dispatchEvent(new Event("change"));
/** A file that is `isFaulty` is refused however often it is sent. */
const refuse = (entry, problem, { isFaulty = false } = {}) => Object.assign(entry, { state: "refused", problem, isFaulty });
const tooLarge = ({ size }) => t("images.large", { size: Math.ceil(size / 1048576), limit: documentLimit / 1048576 });

/** Small files go together, so that a folder of hundreds isn't hundreds of requests. */
function nextBatch() {
  const waiting = own().filter(({ state }) => state === "waiting");
  const taken = [];
  let bytes = 0;
  for (const entry of waiting) {
    if (entry.collection !== waiting[0].collection || taken.length === batchFiles) break;
    if (taken.length && bytes + entry.size > batchBytes) break;
    taken.push(entry);
    bytes += entry.size;
  }
  return taken;
}

async function next() {
  if (batch) return;
  const taken = nextBatch();
  if (!taken.length) return;
  wake();
  batch = { entries: taken, abort: new AbortController() };
  for (const entry of taken) Object.assign(entry, { state: "sending", sent: 0, waits: null });
  changed();
  try {
    const { items } = await sendBody("/api/documents", form(taken), { onprogress: (sent) => progress(taken, sent), signal: batch.abort.signal });
    settle(taken, items);
  } catch (problem) {
    broke(taken, problem);
  }
  batch = null;
  changed();
  if (!timer) next();
}

function form(taken) {
  const body = new FormData();
  body.append("collection_id", taken[0].collection);
  for (const { file, name } of taken) body.append("file", file, name);
  return body;
}

/** The files go one behind the other. */
function progress(taken, sent) {
  let before = 0;
  for (const entry of taken) {
    entry.sent = Math.max(0, Math.min(entry.size, sent - before));
    before += entry.size;
  }
  changed();
}

function settle(taken, items) {
  taken.forEach((entry, index) => {
    const { document_id: id, duplicate_of: duplicateOf, error } = items[index] ?? { error: { code: "unknown" } };
    if (error) refuse(entry, new Problem(error), { isFaulty: error.code !== "quota_used" });
    else Object.assign(entry, { state: duplicateOf ? "duplicate" : "kept", documentID: id, duplicateOf, sent: entry.size });
    if (entry.left && id && !duplicateOf) removeDocument(id).catch(() => {});
  });
  entries = entries.filter(({ state }) => state !== "kept");
  uploads.dispatchEvent(new CustomEvent("kept", { detail: { collection: taken[0].collection, items } }));
}

function broke(taken, problem) {
  const staying = taken.filter(({ left }) => !left);
  if (problem.name === "AbortError" || !staying.length) return;
  const waits = patience(problem);
  if (waits === null) return staying.forEach((entry) => refuse(entry, problem));
  for (const entry of staying) Object.assign(entry, { state: "waiting", sent: 0, waits: problem.message });
  timer = setTimeout(() => {
    wake();
    next();
  }, waits * 1000);
}

/** In how many seconds it goes on by itself: the server asked for that, or can't be reached. Null where it is refused. */
function patience({ status, isAway, retryAfter }) {
  if (status === 429) return retryAfter ?? 10;
  return isAway ? (retryAfter ?? 5) : null;
}

function wake() {
  clearTimeout(timer);
  timer = null;
}

addEventListener("online", () => {
  if (!timer) return;
  wake();
  next();
});
addEventListener("beforeunload", (event) => {
  if (own().some(({ state }) => state === "waiting" || state === "sending")) event.preventDefault();
});
