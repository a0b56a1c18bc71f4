// What a screen reader hears without the focus moving.
import { h } from "./dom.js";

export const announcer = h("div.visually-hidden", { "aria-live": "polite", "aria-relevant": "additions" });

export function announce(text) {
  if (!text) return;
  announcer.append(h("p", null, text));
  while (announcer.children.length > 12) announcer.firstChild.remove();
}

/** Reads a growing answer aloud by sentence: feed it the whole plain text each time. What it had before is not read. */
export class SentenceReader {
  #spoken;

  constructor(had = "") {
    this.#spoken = had.length;
  }

  read(text, { finished = false } = {}) {
    if (text.length < this.#spoken) this.#spoken = 0;
    const fresh = text.slice(this.#spoken);
    const sentences = fresh.match(/[^.!?:;\n]*(?:[.!?:;]+(?=\s)|\n)+/g) ?? [];
    const length = finished ? fresh.length : sentences.join("").length;
    this.#spoken += length;
    announce(fresh.slice(0, length).replace(/[*_`#>|]+/g, "").replace(/\s+/g, " ").trim());
  }
}
