// Reports: made as a job, read sentence by sentence, edited beside the original and signed.
import { api } from "./api.js";
import { dayName, utcDay } from "./days.js";
import { t } from "./i18n.js";
import { query } from "./query.js";

const root = "/api/reports";
const reportOf = (id) => `${root}/${encodeURIComponent(id)}`;

export const scopes = ["group", "student", "conversation"];
/** One's own, newest first: `{ items, next }`. */
export const reports = ({ signal, ...page } = {}) => api.get(root + query(page), { signal });
export const report = (id, options) => api.get(reportOf(id), options);
/** `{ scope, id, from, to }` with days; resolves to the job, `{ id, state }`. */
export const makeReport = (target) => api.post(root, target);
/** In one's own words; null goes back to the original. Resolves to the report. */
export const editSentence = (id, sentence, text) => api.patch(`${reportOf(id)}/sentences/${encodeURIComponent(sentence)}`, { text });
/** The messages that a sentence stands on, newest first, for a reason that their students see: `{ items: [{ id, student, at, text }] }`. */
export const openSentence = (id, sentence, reason) =>
  api.post(`${reportOf(id)}/sentences/${encodeURIComponent(sentence)}/openings`, { reason });
export const signReport = (id) => api.post(`${reportOf(id)}/sign`);
/** `pdf` or `csv`. */
export const reportFile = (id, format) => `${reportOf(id)}.${format}`;
export const isUnderWay = ({ state }) => state === "queued" || state === "running";
export const sentenceLimit = 2000;

/** In days of UTC, as reports count them; a period ends where the day behind it begins. */
export const period = (from, to) =>
  t("reports.period", { from: dayName(utcDay(from)), to: dayName(utcDay(Date.parse(to) - 1)) });
