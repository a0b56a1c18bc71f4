// A conversation and the answer that is being written. It lives on while another screen is shown.
import { api, Problem } from "./api.js";
import { drafts, outbox } from "./store.js";

const known = new Map();

/** The conversation of that id, as it is in this tab; without an id, a new one. */
export function conversationOf(id) {
  if (!id) return new Conversation(null);
  if (!known.has(id)) known.set(id, new Conversation(id));
  return known.get(id);
}

let firstQuestion = null;

/** A question written elsewhere, which the chat asks when it opens. It doesn't travel in the address. */
export function askNext(text) {
  firstQuestion = text;
}

export function takeQuestion() {
  const text = firstQuestion;
  firstQuestion = null;
  return text;
}

export function forgetConversations() {
  for (const each of known.values()) each.generation?.abort.abort();
  known.clear();
}

/** Events: `change` (what is shown), `opened` (it has an id now), `answered` (one answer ended). */
export class Conversation extends EventTarget {
  title = null;
  messages = [];
  /** The answer under way: `{ abort, id, began, started, stopping }`, or null. */
  generation = null;
  #poll;

  constructor(id) {
    super();
    this.id = id;
    if (!id) this.messages = waiting(null);
  }

  get writing() {
    return this.messages.some(({ status }) => status === "streaming");
  }

  /** Reads it from the server; `quiet` for what nobody asked for just now. */
  async load({ signal, quiet = false } = {}) {
    const found = await api.get(`/api/history/${encodeURIComponent(this.id)}`, { signal, quiet });
    if (this.generation) return this;
    this.title = found.title;
    this.messages = [...found.messages.map(fromHistory), ...waiting(this.id)];
    this.#changed();
    this.#follow();
    this.flush();
    return this;
  }

  /** Sends a question. Without a connection it waits, and goes out when the connection is back. */
  async send(text) {
    if (!navigator.onLine) {
      outbox.add(this.id, text);
      this.messages.push(queued(text, this.id));
      return this.#changed();
    }
    const question = message("user", text);
    const answer = message("assistant", "", "streaming");
    this.messages.push(question, answer);
    await this.#generate({ conversation_id: this.id ?? undefined, message: text, stream: true }, question, answer);
  }

  /** Answers again: the same question, a new answer in the place of `old`. */
  async retry(old) {
    const at = this.messages.indexOf(old);
    const question = this.messages.slice(0, at).findLast(({ role }) => role === "user");
    if (old.unsent) {
      this.messages = this.messages.filter((each) => each !== old && each !== question);
      return this.send(question.text);
    }
    const answer = { ...message("assistant", "", "streaming"), replaces: old };
    this.messages[at] = answer;
    await this.#generate({ conversation_id: this.id, retry_message_id: old.id, stream: true }, question, answer);
  }

  async stop() {
    const { generation } = this;
    const writing = this.messages.findLast(({ status }) => status === "streaming");
    const id = generation?.id ?? writing?.generation;
    if (generation) generation.stopping = true;
    this.#changed();
    try {
      if (id) await api.post("/api/cancel", { generation_id: id });
      // The stream ends by itself, with what was written; a connection that doesn't is left.
      setTimeout(() => generation?.abort.abort(), id ? 2000 : 0);
    } catch {
      generation?.abort.abort();
    }
    if (!generation) await this.load({ quiet: true }).catch(() => {});
  }

  /** Takes back a question that still waits for the connection; returns its text. */
  unqueue(question) {
    outbox.remove(question.queuedFor, question.text);
    this.messages = this.messages.filter((each) => each !== question);
    this.#changed();
    return question.text;
  }

  /** Sends what waited for the connection, one question after the other's answer. */
  async flush() {
    for (const question of this.messages.filter(({ status }) => status === "queued")) {
      if (!navigator.onLine || this.generation) return;
      this.unqueue(question);
      await this.send(question.text);
    }
  }

  async #generate(body, question, answer) {
    const generation = { abort: new AbortController(), id: null, began: Date.now(), started: false, stopping: false };
    this.generation = generation;
    this.#changed();
    try {
      const events = await api.stream("/api/chat", body, generation.abort.signal);
      for await (const event of events) this.#receive(event.type, JSON.parse(event.data), question, answer);
    } catch (problem) {
      this.#broke(problem, answer);
      // Not sent and not saved anywhere: after a reload it stands in the box again.
      if (answer.unsent && !drafts.get(this.id)) drafts.set(this.id, question.text);
    }
    this.generation = null;
    await this.#settle(answer);
    this.#changed();
    this.dispatchEvent(new CustomEvent("answered", { detail: answer }));
  }

  #receive(type, data, question, answer) {
    if (type === "start") {
      this.generation.id = data.generation_id;
      this.generation.started = true;
      answer.id = data.message_id;
      answer.saved = true;
      if (drafts.get(this.id) === question.text) drafts.set(this.id, "");
      remember(answer.id, data.generation_id);
      if (!this.id) this.#opened(data.conversation_id, question.text);
    } else if (type === "delta") {
      answer.text += data.text;
    } else if (type === "done") {
      answer.status = stops.has(data.finish_reason) || this.generation.stopping ? "stopped" : "complete";
      Object.assign(answer, {
        id: data.message_id ?? answer.id,
        model: data.model,
        endpoint: data.endpoint,
        left_institution: data.left_institution,
        cut: data.finish_reason === "length",
      });
    } else if (type === "error") {
      answer.problem = new Problem(data);
      answer.status = noModel.has(data.code) ? "waiting" : "interrupted";
    }
    this.#changed();
  }

  #opened(id, question) {
    this.id = id;
    this.title ??= question.split("\n")[0].slice(0, 80);
    known.set(id, this);
    drafts.set(id, drafts.get(null));
    drafts.set(null, "");
    this.dispatchEvent(new Event("opened"));
  }

  #broke(problem, answer) {
    if (this.generation.stopping || problem.name === "AbortError") {
      answer.status = "stopped";
    } else if (noModel.has(problem.code)) {
      Object.assign(answer, { status: "waiting", problem, unsent: !answer.saved });
    } else {
      const known = problem instanceof Problem ? problem : new Problem({ code: "interrupted" });
      Object.assign(answer, { status: answer.saved ? "streaming" : "failed", problem: known, unsent: !answer.saved });
    }
  }

  /** A stream that ended without its last event: the server knows how it went on. */
  async #settle(answer) {
    if (answer.status !== "streaming") return;
    try {
      await this.load({ quiet: true });
    } catch {
      answer.status = "interrupted";
    }
  }

  /** An answer that began in another tab or before a reload is asked for until it ends. */
  #follow() {
    clearTimeout(this.#poll);
    if (!this.writing || this.generation) return;
    this.#poll = setTimeout(() => this.load({ quiet: true }).catch(() => this.#follow()), 1000);
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}

const stops = new Set(["stop_requested", "stopped", "cancelled", "canceled"]);
const noModel = new Set(["no_endpoint", "no_model", "model_unavailable"]);
let serial = 0;

function message(role, text, status = "complete") {
  serial += 1;
  return { id: null, key: `local-${serial}`, role, text, status, created_at: new Date().toISOString() };
}

const queued = (text, conversation) => ({ ...message("user", text, "queued"), queuedFor: conversation });

function waiting(id) {
  return outbox.all().filter(({ conversation }) => conversation === id).map(({ text }) => queued(text, id));
}

function fromHistory(entry) {
  return { ...entry, key: entry.id, saved: true, generation: entry.generation_id ?? remembered(entry.id) };
}

/** What Stop needs after a reload. */
function remember(id, generation) {
  try {
    sessionStorage.setItem(`consulta.generation.${id}`, generation);
  } catch {
    // Stop then only works before a reload.
  }
}

function remembered(id) {
  try {
    return sessionStorage.getItem(`consulta.generation.${id}`);
  } catch {
    return null;
  }
}
