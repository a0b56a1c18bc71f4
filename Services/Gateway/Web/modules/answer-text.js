// The text of an answer, put together from pieces that name the byte where each of them ends.
const encoder = new TextEncoder();
const decoder = new TextDecoder();

export class AnswerText {
  #text;
  #length;

  constructor(text) {
    this.#text = text;
    this.#length = sizeOf(text);
  }

  /** Bytes of UTF-8, as the server counts them. */
  get length() {
    return this.#length;
  }

  /** The text with `piece` in its place: at the end, or instead of what stood there where the server begins earlier. */
  with(piece, end) {
    const size = sizeOf(piece);
    const start = Math.max(0, end - size);
    if (start < this.#length) this.#cut(start);
    this.#text += piece;
    this.#length += size;
    return this.#text;
  }

  #cut(length) {
    this.#text = decoder.decode(encoder.encode(this.#text).subarray(0, length));
    this.#length = length;
  }
}

const sizeOf = (text) => encoder.encode(text).length;
