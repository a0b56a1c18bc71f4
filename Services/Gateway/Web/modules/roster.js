// A roster as CSV: what it would change, taking it over, and the one-time links that come of it.
import { api } from "./api.js";
import { tab } from "./store.js";

const root = "/api/users/import";

export const rosterLimit = 1024 * 1024;
/** A file that works as it stands, with made-up people. */
export const exampleAddress = `${root}/example?format=csv`;

export const exampleRoster = () => api.file(exampleAddress);

/** What `file` would change; nothing is kept. */
export const previewRoster = (file, options) => api.post(`${root}?preview=true`, asCSV(file), options);
/** Takes it over; lines of people that are new come back with their one-time links. */
export const takeRoster = (file) => api.post(root, asCSV(file));

/** The bytes as they are: the server tells UTF-8 from Windows-1252. */
const asCSV = (file) => new Blob([file], { type: "text/csv" });

/** Links are shown once; this tab keeps those of the last roster until it closes or the person leaves. */
export const lastLinks = {
  get: () => tab.get("links"),
  set: (links) => tab.set("links", links),
};
