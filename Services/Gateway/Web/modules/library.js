// Collections of documents, and the documents with their pages.
import { api } from "./api.js";
import { query } from "./query.js";

const collectionsRoot = "/api/collections";
const documentsRoot = "/api/documents";
const collectionPath = (id) => `${collectionsRoot}/${encodeURIComponent(id)}`;
const documentPath = (id) => `${documentsRoot}/${encodeURIComponent(id)}`;

/** All that one may see, `{ items, next }`; those of conversations aren't among them. */
export const collections = ({ signal, quiet, ...page } = {}) => api.get(collectionsRoot + query(page), { signal, quiet });
export const collectionOf = (id, options) => api.get(collectionPath(id), options);
/** `{ name, groups, roles }`: without groups and roles only oneself sees it. */
export const addCollection = (values) => api.post(collectionsRoot, values);
export const changeCollection = (id, values) => api.patch(collectionPath(id), values);
/** With all its documents. */
export const removeCollection = (id) => api.delete(collectionPath(id));

/** By `{ collection, q, state, cursor, limit }`. */
export const documents = ({ signal, quiet, ...filter } = {}) => api.get(documentsRoot + query(filter), { signal, quiet });
export const documentOf = (id, options) => api.get(documentPath(id), options);
export const renameDocument = (id, title) => api.patch(documentPath(id), { title });
export const removeDocument = (id) => api.delete(documentPath(id));
/** Resolves to `{ job_id }`. */
export const readAgain = (id) => api.post(`${documentPath(id)}/retry`);
/** The original file. */
export const fileAddress = (id) => `${documentPath(id)}/file`;

/** Its text with blocks and boxes; `chunk` is a passage whose place comes as `lit`. */
export const documentPage = (id, number, { chunk, ...options } = {}) =>
  api.get(`${documentPath(id)}/pages/${number}${query({ chunk })}`, options);
/** A picture of the page, of about so many pixels across. */
export const pageImage = (id, number, width) => `${documentPath(id)}/pages/${number}/image?width=${width}`;

/** Where a document is read in the pages; `{ page, chunk }` as a passage names them. */
export const documentAddress = (id, place = {}) => `/library/document/${encodeURIComponent(id)}${query(place)}`;
export const collectionAddress = (id) => `/library/${encodeURIComponent(id)}`;

/** Still on its way to being readable. */
export const isUnderWay = ({ state }) => state === "waiting" || state === "reading";
