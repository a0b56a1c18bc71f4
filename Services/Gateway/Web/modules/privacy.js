// What the suite holds on a person, what they agree to, and erasing it.
import { api } from "./api.js";

const root = "/api/my-data";
/** The consents of a person, or without an id one's own. */
const consentsOf = (person) => (person ? `/api/users/${encodeURIComponent(person)}/consents` : "/api/consents");

export const myData = (options) => api.get(root, options);
export const myDataFile = (format) => `${root}/export?format=${format}`;

export const consents = (person, options) => api.get(consentsOf(person), options);
/** `guardian: { name, relation }` where somebody agrees for a minor. */
export const giveConsent = (person, { purpose, version }, guardian) =>
  api.put(`${consentsOf(person)}/${purpose}`, { version, guardian });
export const withdrawConsent = (person, { purpose }) => api.delete(`${consentsOf(person)}/${purpose}`);

/** `confirmation` is one's own username. */
export const eraseMe = (confirmation) => api.post(`${root}/erasure`, { confirmation });
export const myErasure = (options) => api.get(`${root}/erasure`, options);
