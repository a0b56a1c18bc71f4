// Images on their way to the server, one request each, with their progress.
import { sendBody } from "./sending.js";

export const imageTypes = ["image/png", "image/jpeg", "image/webp"];
export const imageLimit = 20 * 1024 * 1024;
export const imagesPerQuestion = 6;

/** An image being sent. Events: `change`. `progress` goes from 0 to 1; `media` is what the server keeps. */
export class Upload extends EventTarget {
  progress = 0;
  media = null;
  problem = null;
  #abort = new AbortController();

  constructor(file) {
    super();
    this.file = file;
    this.name = file.name;
    this.preview = URL.createObjectURL(file);
  }

  async run() {
    const { signal } = this.#abort;
    const onprogress = (sent, all) => {
      this.progress = sent / all;
      this.dispatchEvent(new Event("change"));
    };
    try {
      this.media = await sendBody("/api/media", this.file, { type: this.file.type, onprogress, signal });
    } catch (problem) {
      this.problem = problem;
    }
    this.dispatchEvent(new Event("change"));
  }

  leave() {
    this.#abort.abort();
    URL.revokeObjectURL(this.preview);
  }
}
