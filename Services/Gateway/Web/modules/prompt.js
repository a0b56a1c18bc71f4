// What the help desk's model is told: the institution's own words over those of the file.
import { api } from "./api.js";

/** `{ prompt, version, source: "file" | "database", versions: [{ version, at, by }] }`, as after each change. */
export const instructions = (options) => api.get("/get_prompt", options);
/** Refused where somebody else saved others since `version`. */
export const saveInstructions = (prompt, version) => api.post("/save_prompt", { prompt, version });
/** `restore` 0 is the file's. */
export const restoreInstructions = (restore, version) => api.post("/save_prompt", { restore, version });
export const longestInstructions = 20_000;
