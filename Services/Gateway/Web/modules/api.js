// Requests to the gateway: JSON in (or a file, or a form with files) and JSON out, problems as errors, the session renewed once when it ran out.
import { language, t, has } from "./i18n.js";
import { onlyOneTab } from "./tabs.js";
import { eventsOf } from "./sse.js";

/** What went wrong, in words: from the server's problem+json, or from a connection that failed. */
export class Problem extends Error {
  constructor({ status = 0, code = "unknown", detail, title, request_id: requestID, retryAfter, purpose }) {
    super(detail || title || (has(`problem.${code}`) ? t(`problem.${code}`) : t("problem.unknown")));
    Object.assign(this, { status, code, requestID, retryAfter, purpose });
  }

  /** Whoever was asked didn't answer; asked again later it may. */
  get isAway() {
    return this.status === 0 || (this.status >= 502 && this.status <= 504);
  }

  static async of(response) {
    let body = {};
    try {
      body = await response.json();
    } catch {
      // A body that isn't a problem: the status says enough.
    }
    const retryAfter = Number.parseInt(response.headers.get("Retry-After") ?? "", 10) || undefined;
    const requestID = body.request_id ?? response.headers.get("X-Request-ID") ?? undefined;
    const code = body.code ?? (response.status >= 500 ? "unavailable" : "unknown");
    return new Problem({ ...body, code, status: response.status, request_id: requestID, retryAfter });
  }
}

let whenExpired = async () => false;

/** `handler` asks the person to sign in again and resolves to whether they did. */
export function onSessionExpired(handler) {
  whenExpired = handler;
}

async function send(method, path, body, signal, options) {
  const headers = { "Accept-Language": language(), Accept: options.accept ?? "application/json" };
  const isForm = body instanceof FormData;
  const isFile = body instanceof Blob;
  // Only the browser knows where it divides a form's parts.
  if (body !== undefined && !isForm) headers["Content-Type"] = isFile ? body.type : "application/json";
  if (options.lastEventID !== undefined) headers["Last-Event-ID"] = options.lastEventID;
  try {
    return await fetch(path, {
      method,
      headers,
      signal,
      body: body === undefined || isFile || isForm ? body : JSON.stringify(body),
      keepalive: options.keepalive,
      cache: method === "GET" ? "no-store" : undefined,
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem({ code: navigator.onLine ? "unreachable" : "offline" });
  }
}

/** Whether the session goes on. Another tab may have renewed it while this one waited: then there is nothing to do. */
function renew() {
  return onlyOneTab("refresh", async (waited) => {
    if (waited && (await send("GET", "/auth/me", undefined, undefined, {})).ok) return true;
    const response = await send("POST", "/auth/refresh", {}, undefined, {});
    if (!response.ok && response.status !== 401) throw await Problem.of(response);
    return response.ok;
  });
}

async function answer(method, path, body, { signal, ...options } = {}) {
  let response = await send(method, path, body, signal, options);
  if (response.status === 401 && !path.startsWith("/auth/log") && path !== "/auth/setup") {
    if (await renew()) response = await send(method, path, body, signal, options);
    if (response.status === 401 && !options.quiet && (await whenExpired())) {
      response = await send(method, path, body, signal, options);
    }
  }
  if (!response.ok && !options.accepts?.includes(response.status)) throw await Problem.of(response);
  return response;
}

async function json(method, path, body, options) {
  const response = await answer(method, path, body, options);
  return response.status === 204 ? null : response.json().catch(() => null);
}

async function events(method, path, body, options) {
  const response = await answer(method, path, body, { ...options, accept: "text/event-stream" });
  return eventsOf(response.body, options.signal);
}

async function file(path, options) {
  return (await answer("GET", path, undefined, { ...options, accept: "*/*" })).blob();
}

export const api = {
  get: (path, options) => json("GET", path, undefined, options),
  post: (path, body = {}, options) => json("POST", path, body, options),
  patch: (path, body, options) => json("PATCH", path, body, options),
  put: (path, body, options) => json("PUT", path, body, options),
  /** `body` says why, where that is asked for. */
  delete: (path, { body, ...options } = {}) => json("DELETE", path, body, options),
  /** A file, as it is. */
  file,
  /** The events of an answer that begins; a refusal before the first one throws a `Problem`. */
  stream: (path, body, options) => events("POST", path, body, options),
  /** The events of an answer under way, after `lastEventID`. */
  resume: (path, options) => events("GET", path, undefined, options),
};
