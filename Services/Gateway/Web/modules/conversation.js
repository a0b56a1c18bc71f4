// A conversation and the answer that is being written. It lives on while another screen is shown.
import { api, Problem } from "./api.js";
import { attached, drafts, outbox } from "./store.js";
import { fromHistory, message, queued, waiting } from "./messages.js";
import { onlyOneTab } from "./tabs.js";

const known = new Map();
let fresh = null;

/** The conversation of that id, as it is in this tab; without an id, one in which nothing has been asked yet. */
export function conversationOf(id) {
  if (!id) {
    if (!fresh?.messages.every(({ status }) => status === "queued")) fresh = new Conversation(null);
    return fresh;
  }
  if (!known.has(id)) known.set(id, new Conversation(id));
  return known.get(id);
}

/** Sends what was written without a connection, whatever screen is shown. */
export async function sendWaiting() {
  for (const id of new Set(outbox.all().map(({ conversation }) => conversation))) {
    const conversation = conversationOf(id);
    await (id ? conversation.load({ quiet: true }) : conversation.flush()).catch(() => {});
  }
}

let firstQuestion = null;

/** A question written elsewhere, which the chat asks when it opens. It doesn't travel in the address. */
export function askNext(text, images) {
  firstQuestion = { text, images };
}

export function takeQuestion() {
  const question = firstQuestion;
  firstQuestion = null;
  return question;
}

export function forgetConversations() {
  for (const each of known.values()) each.generation?.abort.abort();
  known.clear();
  fresh = null;
}

/** Events: `change` (what is shown), `opened` (it has an id now), `answered` (one answer ended). */
export class Conversation extends EventTarget {
  title = null;
  pinned = false;
  messages = [];
  /** Where the messages before the first one here begin; null when all are here. */
  earlier = null;
  /** The answer being read: `{ abort, id, lastEventID, stopping }`, or null. */
  generation = null;
  #poll;
  /** A generation that can't be joined: it has ended, or another replica writes it. */
  #lost = null;

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
    const found = await this.#page("", { signal, quiet });
    if (this.generation) return this;
    const messages = found.messages.map(fromHistory);
    // What was read of the beginning stays.
    const older = this.messages.slice(0, Math.max(0, this.messages.findIndex(({ id }) => id && id === messages[0]?.id)));
    if (!older.length) this.earlier = found.earlier ?? null;
    Object.assign(this, { title: found.title, pinned: found.pinned ?? false });
    this.messages = [...older, ...messages, ...waiting(this.id)];
    this.#changed();
    this.#follow();
    this.flush();
    return this;
  }

  /** Reads what stands before the first message here. */
  async loadEarlier() {
    const found = await this.#page(`&before=${this.earlier}`, {});
    this.earlier = found.earlier ?? null;
    this.messages = [...found.messages.map(fromHistory), ...this.messages];
    this.#changed();
  }

  #page(before, options) {
    return api.get(`/api/history/${encodeURIComponent(this.id)}?limit=${pageSize}${before}`, options);
  }

  /** «Esto está mal», or `null` to take it back. */
  async review(answer, feedback) {
    const path = `/api/messages/${answer.id}/feedback`;
    await (feedback ? api.put(path, feedback) : api.delete(path));
    answer.feedback = feedback;
    this.#changed();
  }

  /** Sends a question. Without a connection it waits, and goes out when the connection is back. */
  async send(text, images = []) {
    if (!navigator.onLine) {
      this.messages.push(queued(outbox.add(this.id, text, images)));
      return this.#changed();
    }
    const question = message("user", text, "complete", images);
    const answer = message("assistant", "", "streaming");
    this.messages.push(question, answer);
    const media = images.length ? images.map(({ id }) => id) : undefined;
    const body = { conversation_id: this.id ?? undefined, message: text, media_ids: media, stream: true };
    await this.#generate(body, question, answer);
  }

  /** Answers again: the same question, a new answer in the place of `old`. */
  async retry(old) {
    const at = this.messages.indexOf(old);
    const question = this.messages.slice(0, at).findLast(({ role }) => role === "user");
    if (old.unsent) {
      this.messages = this.messages.filter((each) => each !== old && each !== question);
      return this.send(question.text, question.images);
    }
    const answer = message("assistant", "", "streaming");
    this.messages[at] = answer;
    await this.#generate({ conversation_id: this.id, retry_message_id: old.id, stream: true }, question, answer);
  }

  async stop() {
    const { generation } = this;
    const id = generation?.id ?? this.messages.findLast(({ status }) => status === "streaming")?.generation_id;
    if (generation) generation.stopping = true;
    try {
      if (id) await api.post("/api/cancel", { generation_id: id });
      // The stream ends by itself, with what was written; a connection that doesn't is left.
      setTimeout(() => generation?.abort.abort(), id ? 2000 : 0);
    } catch {
      generation?.abort.abort();
    }
    if (!generation) await this.load({ quiet: true }).catch(() => {});
  }

  /** Takes back a question that still waits for the connection; false where another tab has sent it. */
  unqueue(question) {
    this.messages = this.messages.filter((each) => each !== question);
    this.#changed();
    return outbox.take(question.waitsAs);
  }

  /** Sends what waited for the connection, one question after the other's answer. */
  flush() {
    return onlyOneTab(`outbox.${this.id ?? "new"}`, async () => {
      for (const question of this.messages.filter(({ status }) => status === "queued")) {
        if (!navigator.onLine || this.generation) return;
        if (this.unqueue(question)) await this.send(question.text, question.images);
      }
    });
  }

  async #generate(body, question, answer) {
    await this.#write(answer, (options) => api.stream("/api/chat", body, options), question);
  }

  /** Goes on reading an answer that was begun elsewhere, or before a reload. */
  async #join(answer) {
    const have = new TextEncoder().encode(answer.text).length;
    await this.#write(answer, resumed(answer.generation_id), null, have);
  }

  /** Reads the answer to its end, going on after the last event where the connection breaks on the way. */
  async #write(answer, open, question, lastEventID) {
    const abort = new AbortController();
    const generation = { abort, id: answer.generation_id ?? null, lastEventID, stopping: false };
    this.generation = generation;
    this.#changed();
    let source = open;
    for (let tries = 0; answer.status === "streaming" && tries < 5; tries += 1) {
      try {
        if (tries) await pause(250 * 2 ** tries);
        for await (const event of await source({ signal: abort.signal, lastEventID: generation.lastEventID })) {
          this.#receive(event, question, answer);
          tries = 0;
        }
      } catch (problem) {
        if (!generation.id || generation.stopping || problem.status || problem.name === "AbortError") {
          this.#broke(problem, question, answer);
          break;
        }
      }
      source = resumed(generation.id);
    }
    this.generation = null;
    if (answer.status !== "failed") this.flush();
    await this.#settle(answer);
    this.#changed();
    this.dispatchEvent(new CustomEvent("answered", { detail: answer }));
  }

  #receive({ type, id, data: text }, question, answer) {
    const data = JSON.parse(text);
    this.generation.lastEventID = id;
    if (type === "start" && question) {
      this.generation.id = data.generation_id;
      Object.assign(answer, { id: data.message_id, generation_id: data.generation_id, saved: true });
      question.id = data.question_id ?? question.id;
      if (drafts.get(this.id) === question.text) drafts.set(this.id, "");
      if (!this.id) this.#opened(data.conversation_id, question.text);
    } else if (type === "queued") {
      answer.place = data.position;
    } else if (type === "entities") {
      const about = this.messages.find((each) => each.id === data.message_id);
      if (about) about.entities = data.entities;
    } else if (type === "delta") {
      answer.text += data.text;
    } else if (type === "done") {
      answer.status = data.finish_reason === "stopped" ? "stopped" : "complete";
      answer.cut = data.finish_reason === "length";
      const { model, endpoint, left_institution, sources, safety } = data;
      Object.assign(answer, { id: data.message_id ?? answer.id, model, endpoint, left_institution, sources, safety });
    } else if (type === "error") {
      answer.problem = new Problem(data);
      answer.status = unanswered.has(data.code) && !answer.text ? "waiting" : "interrupted";
    }
    this.#changed();
  }

  #opened(id, question) {
    this.id = id;
    this.title ??= question.split("\n")[0].slice(0, 80);
    known.set(id, this);
    drafts.set(id, drafts.get(null));
    drafts.set(null, "");
    attached.set(id, attached.get(null));
    attached.set(null, []);
    this.dispatchEvent(new Event("opened"));
  }

  /** It went wrong before the server kept anything, or the server has to say how it stands. */
  #broke(problem, question, answer) {
    if (problem.status === 404) this.#lost = answer.generation_id;
    if (this.generation.stopping || problem.name === "AbortError") {
      answer.status = "stopped";
    } else if (!answer.saved) {
      answer.problem = problem instanceof Problem ? problem : new Problem({ code: "interrupted" });
      Object.assign(answer, { status: "failed", unsent: true });
      // After a reload it stands in the box again.
      if (question && !drafts.get(this.id)) {
        drafts.set(this.id, question.text);
        attached.set(this.id, question.images);
      }
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

  /** An answer that is being written without us is joined; where that can't be, it is asked for until it ends. */
  #follow() {
    clearTimeout(this.#poll);
    const answer = this.messages.findLast(({ status }) => status === "streaming");
    if (!answer || this.generation) return;
    if (answer.generation_id && answer.generation_id !== this.#lost) this.#join(answer);
    else this.#poll = setTimeout(() => this.load({ quiet: true }).catch(() => this.#follow()), 1000);
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}

/** Messages read at once. */
const pageSize = 100;
/** No model has seen the question yet. */
const unanswered = new Set(["no_model", "inference_unavailable"]);
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const resumed = (id) => (options) => api.resume(`/api/generations/${id}/stream`, options);
