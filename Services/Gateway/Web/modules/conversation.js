// A conversation and the answer that is being written. It lives on while another screen is shown.
import { api, Problem } from "./api.js";
import { Generation } from "./generation.js";
import { fromHistory, message, queued, waiting } from "./messages.js";
import { drafts, moveDraft, outbox, restoreDraft } from "./store.js";
import { onlyOneTab } from "./tabs.js";

/** Events: `change` (what is shown), `opened` (it has an id now), `answered` (one answer ended). */
export class Conversation extends EventTarget {
  title = null;
  pinned = false;
  messages = [];
  /** Where the messages before the first one here begin; null when all are here. */
  earlier = null;
  /** Of another person's conversation, which is only read: `{ owner, until }`. */
  opening = null;
  /** Who answers: `assistant`, or `tutor` where a person has taken over, with their `{ id, name }`. */
  responder = "assistant";
  tutor = null;
  /** How the person is, in their own words. */
  mood = null;
  /** How the assistant shall speak and what one studies, where that is said. */
  tone;
  course;
  /** How its documents are read, `whole` or `search`, where that was chosen. */
  reading;
  /** The answer being read, a `Generation`, or null. */
  generation = null;
  #poll;
  /** How often something was asked here. */
  #asked = 0;
  /** A generation that can't be joined: it has ended, or another replica writes it. */
  #lost = null;

  constructor(id, assistant = null) {
    super();
    this.id = id;
    this.assistant = assistant;
    if (!id) this.messages = waiting(this.key);
  }

  /** What drafts and waiting questions are kept under. */
  get key() {
    return this.id ?? this.assistant;
  }

  get writing() {
    return this.messages.some(({ status }) => status === "streaming");
  }

  /** An empty one on the server, for what belongs to it before anything is asked; resolves to its id. */
  async begin() {
    if (!this.id) this.#opened((await api.post("/api/conversations", { assistant: this.assistant ?? undefined })).id);
    return this.id;
  }

  /** Reads it from the server; `quiet` for what nobody asked for just now. */
  async load({ signal, quiet = false } = {}) {
    const begun = this.#asked;
    const found = await this.#page("", { signal, quiet });
    if (this.generation) return this;
    // What was asked meanwhile isn't in it.
    return begun === this.#asked ? this.#take(found) : this.load({ signal, quiet });
  }

  /** Opens another person's, for a reason that they see. */
  async open(reason) {
    return this.#take(await api.post(`${this.#path}/openings?limit=${pageSize}`, { reason }));
  }

  /** Forgets what was read of another person's. */
  close() {
    Object.assign(this, { title: null, messages: [], earlier: null, opening: null });
  }

  #take(found) {
    const shown = new Map(this.messages.map((each) => [each.id, each]));
    const messages = found.messages.map((entry) => fromHistory(entry, shown.get(entry.id)));
    // What was read of the beginning stays.
    const older = this.messages.slice(0, Math.max(0, this.messages.indexOf(messages[0])));
    if (!older.length) this.earlier = found.earlier ?? null;
    const opening = found.owner ? { owner: found.owner, until: found.opened_until } : null;
    const { title, pinned = false, assistant, responder = "assistant", tutor = null, mood = null } = found;
    Object.assign(this, { title, pinned, assistant, responder, tutor, mood, opening });
    this.messages = [...older, ...messages, ...waiting(this.key)];
    this.#changed();
    this.#follow();
    this.flush();
    return this;
  }

  /** Reads what stands before the first message here. */
  async loadEarlier() {
    const found = await this.#page(`&before=${this.earlier}`, {});
    this.earlier = found.earlier ?? null;
    this.messages = [...found.messages.map((entry) => fromHistory(entry)), ...this.messages];
    this.#changed();
  }

  #page(before, options) {
    return api.get(`${this.#path}?limit=${pageSize}${before}`, options);
  }

  get #path() {
    return `/api/history/${encodeURIComponent(this.id)}`;
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
      this.messages.push(queued(outbox.add(this.key, text, images)));
      return this.#changed();
    }
    const question = message("user", text, "complete", images);
    const answer = message("assistant", "", "streaming");
    this.messages.push(question, answer);
    const media = images.length ? images.map(({ id }) => id) : undefined;
    const begins = this.id ? { conversation_id: this.id } : { assistant: this.assistant ?? undefined };
    const body = { ...begins, message: text, media_ids: media, tone: this.tone, course: this.course, mode: this.reading, stream: true };
    await this.#read(Generation.asked(answer, body), answer, question);
  }

  /** Ends the answer that is being written, with what it has; resolves when the next thing can be said. */
  async interrupt() {
    if (!this.generation) return;
    const ended = new Promise((resolve) => this.addEventListener("answered", resolve, { once: true }));
    this.stop();
    await ended;
  }

  /** Answers again in the same place; what was interrupted is gone on with. */
  async retry(answer) {
    const question = this.#questionOf(answer);
    if (answer.unsent) {
      this.takeBack(answer);
      return this.send(question.text, question.images);
    }
    const keeps = ["interrupted", "failed"].includes(answer.status);
    Object.assign(answer, { status: "streaming", problem: undefined, place: undefined });
    const body = { conversation_id: this.id, retry_message_id: answer.id, tone: this.tone, mode: this.reading, stream: true };
    await this.#read(Generation.asked(answer, body, { keeps }), answer, question);
  }

  /** Takes out an answer that was never begun, with its question, which is given back. */
  takeBack(answer) {
    const question = this.#questionOf(answer);
    this.messages = this.messages.filter((each) => each !== answer && each !== question);
    this.#changed();
    return question;
  }

  #questionOf(answer) {
    return this.messages.slice(0, this.messages.indexOf(answer)).findLast(({ role }) => role === "user");
  }

  async stop() {
    const { generation } = this;
    const id = generation?.id ?? this.messages.findLast(({ status }) => status === "streaming")?.generation_id;
    if (generation) generation.stopping = true;
    try {
      if (id) await api.post("/api/cancel", { generation_id: id });
      // The stream ends by itself, with what was written; a connection that doesn't is left.
      setTimeout(() => generation?.abandon(), id ? 2000 : 0);
    } catch {
      generation?.abandon();
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
    return onlyOneTab(`outbox.${this.key ?? "new"}`, async () => {
      for (const question of this.messages.filter(({ status }) => status === "queued")) {
        if (!navigator.onLine || this.generation) return;
        if (this.unqueue(question)) await this.send(question.text, question.images);
      }
    });
  }

  async #read(generation, answer, question) {
    this.generation = generation;
    this.#asked += 1;
    this.#changed();
    try {
      await generation.read((type, data) => {
        this.#noted(type, data, question);
        this.#changed();
      });
    } catch (problem) {
      this.#broke(problem, question, answer);
    }
    this.generation = null;
    if (answer.byTutor || (this.responder === "tutor" && answer.status === "complete" && !answer.text)) this.#awaitTutor(answer);
    if (answer.status !== "failed") this.flush();
    await this.#settle(answer);
    this.#changed();
    this.dispatchEvent(new CustomEvent("answered", { detail: answer }));
  }

  /** What the events of an answer say of the conversation around it. */
  #noted(type, data, question) {
    if (type === "entities") {
      const about = this.messages.find(({ id }) => id === data.message_id);
      if (about) about.entities = data.entities;
    } else if (type === "help" && question) {
      question.help = data;
    } else if (type === "start" && question) {
      question.id = data.question_id ?? question.id;
      if (drafts.get(this.key) === question.text) drafts.set(this.key, "");
      this.title ??= question.text.split("\n")[0].slice(0, 80);
      if (!this.id) this.#opened(data.conversation_id);
    }
  }

  #opened(id) {
    const before = this.key;
    this.id = id;
    moveDraft(before, id);
    this.dispatchEvent(new Event("opened"));
  }

  /** It went wrong before the server began, or the server has to say how it stands. */
  #broke(problem, question, answer) {
    if (problem.status === 404) this.#lost = answer.generation_id;
    if (this.generation.stopping || problem.name === "AbortError") {
      answer.status = "stopped";
    } else if (!this.generation.id) {
      answer.problem = problem instanceof Problem ? problem : new Problem({ code: "interrupted" });
      Object.assign(answer, { status: "failed", unsent: !answer.saved });
      // After a reload it stands in the box again.
      if (answer.unsent) restoreDraft(this.key, question);
    }
  }

  /** A person answers, when they do: there is nothing to wait for in this place. */
  #awaitTutor(answer) {
    this.responder = "tutor";
    this.messages = this.messages.filter((each) => each !== answer);
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
    const joins = !this.opening && answer.generation_id && answer.generation_id !== this.#lost;
    if (joins) this.#read(Generation.joined(answer), answer);
    else this.#poll = setTimeout(() => this.load({ quiet: true }).catch(({ status }) => status !== 403 && this.#follow()), 1000);
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}

/** Messages read at once. */
const pageSize = 100;
