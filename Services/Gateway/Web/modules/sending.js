// A body on its way to the server, with how much of it has been sent.
import { api, Problem } from "./api.js";
import { language } from "./i18n.js";

/** Resolves to the answer's JSON; `type` is left out where the browser writes it, `onprogress(bytes, all)`. */
export async function sendBody(path, body, { type, onprogress, signal } = {}) {
  const send = () => once(path, body, { type, onprogress, signal });
  return send().catch(async (problem) => {
    if (problem.status !== 401) throw problem;
    // Asking who I am renews a session that ran out.
    await api.get("/auth/me");
    return send();
  });
}

/** Only XMLHttpRequest tells how much of a body has been sent. */
function once(path, body, { type, onprogress, signal }) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const leave = () => request.abort();
    request.open("POST", path);
    request.responseType = "json";
    if (type) request.setRequestHeader("Content-Type", type);
    request.setRequestHeader("Accept-Language", language());
    request.upload.addEventListener("progress", ({ loaded, total }) => onprogress?.(loaded, total));
    request.addEventListener("load", () => {
      const { status, response } = request;
      if (status >= 200 && status < 300) return resolve(response);
      const retryAfter = Number.parseInt(request.getResponseHeader("Retry-After") ?? "", 10) || undefined;
      return reject(new Problem({ ...response, status, retryAfter, code: response?.code ?? "unavailable" }));
    });
    request.addEventListener("error", () => reject(new Problem({ code: navigator.onLine ? "unreachable" : "offline" })));
    request.addEventListener("abort", () => reject(new DOMException("left", "AbortError")));
    request.addEventListener("loadend", () => signal?.removeEventListener("abort", leave));
    signal?.addEventListener("abort", leave);
    if (signal?.aborted) return reject(new DOMException("left", "AbortError"));
    return request.send(body);
  });
}
