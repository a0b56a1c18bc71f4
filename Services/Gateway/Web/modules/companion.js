// Talking with the tutor assistant: how it shall speak, how one is, and what was asked at first use.
import { api } from "./api.js";
import { session } from "./session.js";
import { store, stored } from "./store.js";

export const assistant = "tutor";
export const tones = ["warm", "direct", "playful"];
export const moodLimit = 500;

/** The tone that this person chose; null leaves it to the assistant. */
export const tone = {
  get: () => (tones.includes(stored("companion.tone")) ? stored("companion.tone") : null),
  set: (value) => store("companion.tone", value),
};

export const courseLimit = 200;
/** What one studies, as one said it last. */
export const course = {
  get: () => stored("companion.course") ?? undefined,
  set: (value) => store("companion.course", value),
};

/** In one's own words; empty takes it back. Resolves to `{ mood, help }`, with help where the words speak of danger. */
export const keepMood = (conversation, mood) =>
  api.put(`/api/conversations/${encodeURIComponent(conversation)}/mood`, { mood: mood || null });

/** What is asked before the first words: whether signs may be read, and whether a tutor may be told. */
export const purposes = ["assistant", "emotional_analysis", "tutor_alerts"];

/** Whether something is still to be decided that hasn't been asked in this browser. */
export function asksAtFirstUse() {
  const { withheld = [] } = session.user;
  return withheld.includes("assistant") || (!stored("companion.asked") && purposes.some((each) => withheld.includes(each)));
}

export const askedOnce = () => store("companion.asked", "yes");
