// Alerts of one's students, and stepping into their conversations.
import { api } from "./api.js";
import { query } from "./query.js";
import { session } from "./session.js";

const root = "/api/alerts";
const alertOf = (id) => `${root}/${encodeURIComponent(id)}`;
export const alertStates = ["acknowledged", "referred", "false_alarm", "closed"];

/** A page, `{ items, next }`, by `{ state, cursor, limit }`. */
export const alerts = ({ signal, quiet, ...filter } = {}) => api.get(root + query(filter), { signal, quiet });
/** What waits for oneself: what nobody has taken on, what one has taken on, and what was passed on to oneself. */
export async function waitingAlerts({ cursor, signal, quiet }) {
  const others = cursor ? [] : ["referred", "acknowledged"];
  const [open, ...rest] = await Promise.all([
    alerts({ state: "open", cursor, signal, quiet }),
    ...others.map((state) => alerts({ state, limit: 100, signal, quiet })),
  ]);
  const own = rest.flatMap(({ items }) => items).filter(({ handled_by: by }) => by?.id === session.user.id);
  return { items: [...own, ...open.items], next: open.next };
}
/** How many of them wait for oneself. */
export const waitingCount = async () => (await api.get(`${root}/count`, { quiet: true })).waiting;
/** `{ alert, log, steps }`: with what was done about it, and who was told. */
export const alertWith = (id, options) => api.get(alertOf(id), options);
/** `acknowledge`, `refer` (`{ to, reason }`), `false-alarm` or `close` (`{ reason }`); resolves to the alert as it is then. */
export const orderAlert = async (id, order, values) => (await api.post(`${alertOf(id)}/${order}`, values)).alert;
/** Whom it can be passed on to: `[{ id, name }]`, the student's other tutors first. */
export const recipientsOf = async (id) => (await api.get(`${alertOf(id)}/recipients`)).items;
/** Shows what isn't meant for one's eyes, for a reason that the student sees. */
export const openAlert = async (id, reason) => (await api.post(`${alertOf(id)}/openings`, { reason })).alert;
/** What was written in its conversation, `{ items, next }`, behind the message `after`: for a reason that the student sees. */
export const transcriptOf = async (id, reason, after) => (await api.post(`${alertOf(id)}/transcripts`, { reason, after })).messages;

/** The most urgent first, as the server weighs it; then whose clock runs out sooner. */
export function byUrgency(one, other) {
  return other.urgency - one.urgency || weight(other) - weight(one) || clockOf(one) - clockOf(other);
}

const clockOf = ({ due_at: due, raised_at: raised }) => Date.parse(due ?? raised);

/** A danger to or by others weighs as thoughts of suicide do. */
const weight = ({ tier, category }) => Math.max(tier, category ? 3 : 0);
/** Words that are meant for others. Of an alert that somebody raised themselves there are none. */
export const isKept = ({ excerpt }) => excerpt === null || excerpt === undefined;
export const isGrave = (alert) => weight(alert) >= 3;

const interventionsRoot = "/api/interventions";
const interventionOf = (id) => `${interventionsRoot}/${encodeURIComponent(id)}`;

/** By `{ state, follow_up, cursor }`. */
export const interventions = ({ signal, ...filter } = {}) => api.get(interventionsRoot + query(filter), { signal });
/** With its notes, and the messages behind `after`, or since it was taken over. */
export const intervention = (id, { after, signal, quiet } = {}) => api.get(interventionOf(id) + query({ after }), { signal, quiet });
/** Resolves when the assistant is silent; refused where chat couldn't be told so. */
export const takeOver = (conversation) => api.post(interventionsRoot, { conversation_id: conversation });
export const writeTo = (id, text) => api.post(`${interventionOf(id)}/messages`, { text });
export const noteOn = (id, values) => api.post(`${interventionOf(id)}/notes`, values);
export const giveBack = (id) => api.post(`${interventionOf(id)}/end`);
export const messageLimit = 8000;
