// Server-sent events read from a fetch body, for requests that EventSource can't make.

/** Yields `{ id, type, data }`; comments (`: ping`) are skipped. Ends when the server ends. */
export async function* eventsOf(body, signal) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  const parser = new EventParser();
  const leave = () => reader.cancel().catch(() => {});
  signal?.addEventListener("abort", leave, { once: true });
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      yield* parser.feed(value);
    }
  } finally {
    signal?.removeEventListener("abort", leave);
    leave();
  }
}

/** Lines to events, however the network cut them. */
class EventParser {
  #rest = "";
  #event = { type: "message", data: [], id: undefined };

  *feed(text) {
    const lines = (this.#rest + text).split("\n");
    this.#rest = lines.pop();
    for (const raw of lines) {
      const line = raw.endsWith("\r") ? raw.slice(0, -1) : raw;
      if (line !== "") {
        this.#field(line);
      } else if (this.#event.data.length) {
        const { type, data, id } = this.#event;
        this.#event = { type: "message", data: [], id };
        yield { id, type, data: data.join("\n") };
      }
    }
  }

  #field(line) {
    const colon = line.indexOf(":");
    if (colon === 0) return;
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (name === "data") this.#event.data.push(value);
    else if (name === "event") this.#event.type = value;
    else if (name === "id") this.#event.id = value;
  }
}
