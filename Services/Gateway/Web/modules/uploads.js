// Images on their way to the server, one request each, with their progress.
import { api, Problem } from "./api.js";
import { language } from "./i18n.js";

export const imageTypes = ["image/png", "image/jpeg", "image/webp"];
export const imageLimit = 20 * 1024 * 1024;
export const imagesPerQuestion = 6;

/** An image being sent. Events: `change`. `progress` goes from 0 to 1; `media` is what the server keeps. */
export class Upload extends EventTarget {
  progress = 0;
  media = null;
  problem = null;
  #request = null;

  constructor(file) {
    super();
    this.file = file;
    this.name = file.name;
    this.preview = URL.createObjectURL(file);
  }

  async run() {
    try {
      this.media = await this.#send().catch(async (problem) => {
        if (problem.status !== 401) throw problem;
        // Asking who I am renews a session that ran out.
        await api.get("/auth/me");
        return this.#send();
      });
    } catch (problem) {
      this.problem = problem;
    }
    this.dispatchEvent(new Event("change"));
  }

  leave() {
    this.#request?.abort();
    URL.revokeObjectURL(this.preview);
  }

  /** Only XMLHttpRequest tells how much of a body has been sent. */
  #send() {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      this.#request = request;
      request.open("POST", "/api/media");
      request.responseType = "json";
      request.setRequestHeader("Content-Type", this.file.type);
      request.setRequestHeader("Accept-Language", language());
      request.upload.addEventListener("progress", ({ loaded, total }) => {
        this.progress = loaded / total;
        this.dispatchEvent(new Event("change"));
      });
      request.addEventListener("load", () => {
        const { status, response } = request;
        if (status === 201) resolve(response);
        else reject(new Problem({ ...response, status, code: response?.code ?? "unavailable" }));
      });
      request.addEventListener("error", () => reject(new Problem({ code: navigator.onLine ? "unreachable" : "offline" })));
      request.addEventListener("abort", () => reject(new DOMException("left", "AbortError")));
      request.send(this.file);
    });
  }
}
