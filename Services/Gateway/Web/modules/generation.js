// One answer being read to its end, wherever it was begun: what comes is written into its message.
import { api, Problem } from "./api.js";
import { AnswerText } from "./answer-text.js";

export class Generation {
  id;
  stopping = false;
  #answer;
  #body = null;
  #keeps;
  #text;
  #lastEventID;
  #abort = new AbortController();

  /** An answer that `body` asks for. `keeps`: it goes on from the text that is already there. */
  static asked(answer, body, { keeps = false } = {}) {
    const generation = new Generation(answer, null, keeps);
    generation.#body = body;
    return generation;
  }

  /** An answer that was begun elsewhere, or before a reload. */
  static joined(answer) {
    const generation = new Generation(answer, answer.generation_id, true);
    generation.#lastEventID = generation.#text.length;
    return generation;
  }

  constructor(answer, id, keeps) {
    this.id = id;
    this.#answer = answer;
    this.#keeps = keeps;
    this.#text = new AnswerText(answer.text);
  }

  /** Leaves it; the server goes on writing. */
  abandon() {
    this.#abort.abort();
  }

  /**
   * Reads to the end, going on after the last event where the connection breaks on the way; `onevent(type, data)` after
   * each event. Throws what one can't go on from; an answer that is still «streaming» then is known to the server only.
   */
  async read(onevent) {
    for (let tries = 0; this.#answer.status === "streaming" && tries < 5; tries += 1) {
      try {
        if (tries) await pause(250 * 2 ** tries);
        for await (const event of await this.#events()) {
          this.#lastEventID = event.id;
          const data = JSON.parse(event.data);
          this.#receive(event.type, data, Number(event.id));
          onevent(event.type, data);
          tries = 0;
        }
      } catch (problem) {
        if (!this.id || this.stopping || problem.status || problem.name === "AbortError") throw problem;
      }
    }
  }

  /** The answer itself, then what is left of it. */
  #events() {
    const { signal } = this.#abort;
    if (!this.id) return api.stream("/api/chat", this.#body, { signal });
    return api.resume(`/api/generations/${this.id}/stream`, { signal, lastEventID: this.#lastEventID });
  }

  #receive(type, data, end) {
    const answer = this.#answer;
    if (type === "start") this.#started(data);
    else if (type === "queued") answer.place = data.position;
    else if (type === "sources") answer.sources = data.items;
    else if (type === "delta") answer.text = this.#text.with(data.text, end);
    else if (type === "done") this.#ended(data);
    else if (type === "error") this.#failed(new Problem(data));
  }

  #started({ message_id: id, generation_id: generation }) {
    this.id = generation;
    Object.assign(this.#answer, nothingKnown, { id, generation_id: generation, saved: true });
    if (this.#keeps) return;
    this.#answer.text = "";
    this.#text = new AnswerText("");
  }

  #ended({ message_id: id, finish_reason: reason, model, endpoint, left_institution, sources, safety, ...standing }) {
    const { sentences, written_by, sources_missing, mode } = standing;
    Object.assign(this.#answer, { model, endpoint, left_institution, sources, safety, sentences, written_by, sources_missing, mode });
    this.#answer.id = id ?? this.#answer.id;
    this.#answer.status = reason === "stopped" ? "stopped" : "complete";
    this.#answer.cut = reason === "length";
    this.#answer.byTutor = reason === "tutor";
  }

  #failed(problem) {
    // Refused before anything was kept: only what helps somebody in danger came ahead of it.
    if (!this.id) throw problem;
    this.#answer.problem = problem;
    this.#answer.status = unanswered.has(problem.code) && !this.#answer.text ? "waiting" : "interrupted";
  }
}

/** What was said of an answer that is written again. */
const nothingKnown = {
  model: undefined, endpoint: undefined, left_institution: undefined, sources: undefined, safety: undefined,
  feedback: undefined, cut: undefined, sentences: undefined, written_by: undefined, sources_missing: undefined,
  mode: undefined,
};
/** No model has seen the question yet. */
const unanswered = new Set(["no_model", "inference_unavailable"]);
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
