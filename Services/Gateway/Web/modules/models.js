// The places where models run and what they cost, as the inference-router tells and changes them.
import { api } from "./api.js";

const root = "/api/inference";
const pathOf = (id) => `${root}/endpoints/${encodeURIComponent(id)}`;

export const capabilities = ["medical-chat", "general-chat", "cxr-reasoning", "embeddings", "transcription", "speech"];
/** What may be sent somewhere, from the most open to the most guarded. */
export const dataClasses = ["public", "internal", "clinical"];

export const endpointList = (options) => api.get(`${root}/endpoints`, options);
export const modelList = (options) => api.get(`${root}/models`, options);
/** `month` as `2026-11`. */
export const spendOf = (month, options) => api.get(`${root}/spend?month=${month}`, options);

/** Asks an address who answers there; nothing is kept. */
export const checkEndpoint = (place, options) => api.post(`${root}/endpoints/check`, place, options);
export const addEndpoint = (values) => api.post(`${root}/endpoints`, values);
export const changeEndpoint = (id, values) => api.patch(pathOf(id), values);
export const removeEndpoint = (id) => api.delete(pathOf(id));
/** `probe`, `drain` or `restore`; resolves to how the endpoint stands then. */
export const orderEndpoint = (id, order) => api.post(`${pathOf(id)}/${order}`);

/** The entry of the catalogue that explains why an endpoint didn't answer as it should; the probe's words are few. */
export function reasonKey(error) {
  return `check.${error?.replaceAll(" ", "_").toLowerCase()}`;
}

/** What people call it: the name it was given, or where it is. */
export function nameOf({ name, url, id }) {
  return name || url?.replace(/^https?:\/\//, "") || id;
}
