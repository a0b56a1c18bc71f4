// Work that goes on without anybody waiting for it: reading documents, filling sheets, writing letters.
import { api, Problem } from "./api.js";
import { onLive } from "./live.js";
import { whileVisible } from "./polling.js";
import { query } from "./query.js";

const root = "/api/jobs";
const pathOf = (id) => `${root}/${encodeURIComponent(id)}`;

/** By `{ state: "active" | "ended", cursor, limit }`, the newest first. */
export const jobs = ({ signal, quiet, ...filter } = {}) => api.get(root + query(filter), { signal, quiet });
export const job = (id, options) => api.get(pathOf(id), options);
export const cancelJob = (id) => api.delete(pathOf(id));
export const retryJob = (id) => api.post(`${pathOf(id)}/retry`);

export const isActive = ({ state }) => state === "waiting" || state === "running";

/** A job as a notice tells it. */
export const fromNotice = ({ job_id: id, ...told }) => ({ id, ...told });

/** Where it can be seen what a job is about. */
export function subjectAddress({ kind, subject_id: id }) {
  const folder = { ingest: "/library/document", sheet: "/sheets", letters: "/sheets/letters" }[kind];
  return folder && id ? `${folder}/${encodeURIComponent(id)}` : null;
}

/**
 * Calls `onchange(job)` with every state of a job until it has ended. Where notices don't come it is asked for; returns
 * how to stop.
 */
export function watchJob(id, onchange) {
  let ended = false;
  const take = (state) => {
    if (ended) return;
    onchange(state);
    if (!isActive(state)) stop();
  };
  const ask = () => job(id, { quiet: true }).then(take, (problem) => {
    if (problem instanceof Problem && problem.status === 404) stop();
  });
  const polling = whileVisible(everySeconds, ask);
  const stops = [
    onLive("job.changed", (_, data) => {
      if (data?.job_id !== id) return;
      // A notice has no reason: how it ended is asked for.
      if (isActive(data)) take(fromNotice(data));
      else ask();
    }),
    onLive("resumed", ask),
  ];
  function stop() {
    ended = true;
    polling.stop();
    stops.forEach((each) => each());
  }
  ask();
  return stop;
}

/** Between two looks, where notices don't come. */
export const everySeconds = 4000;
