// The desk's work: requests of citizens, questions that had no answer, and the answers that clerks approve.
import { api } from "./api.js";
import { query } from "./query.js";

const root = "/api/municipios";
const pathOf = (kind, id) => `${root}/${kind}/${encodeURIComponent(id)}`;

export const ticketStates = ["open", "in_progress", "closed"];
/** A page, `{ items, next, counts }`, by `{ state, q, cursor }`. */
export const tickets = ({ signal, ...filter } = {}) => api.get(`${root}/tickets${query(filter)}`, { signal });
/** That it was read is recorded. */
export const ticket = (id, options) => api.get(pathOf("tickets", id), options);
/** By `{ state, note, take, from }`. */
export const changeTicket = (id, values) => api.patch(pathOf("tickets", id), values);

export const unanswered = ({ signal, ...page } = {}) => api.get(`${root}/unanswered${query(page)}`, { signal });
export const answerUnanswered = (id, topic) => api.post(`${pathOf("unanswered", id)}/topic`, topic);
export const dismissUnanswered = (id) => api.delete(pathOf("unanswered", id), { keepalive: true });

export const topicKinds = ["requirements", "benefits", "procedure", "other"];
export const topics = (options) => api.get(`${root}/topics`, options);
export const addTopic = (values) => api.post(`${root}/topics`, values);
export const changeTopic = (id, values) => api.patch(pathOf("topics", id), values);
export const removeTopic = (id) => api.delete(pathOf("topics", id));
export const topicHistory = (id, options) => api.get(`${pathOf("topics", id)}/history`, options);
export const restoreTopic = (id, version) => api.post(`${pathOf("topics", id)}/restore`, { version });
