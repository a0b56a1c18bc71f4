// How one's own messages were read, and one's own word on it.
import { api } from "./api.js";
import { query } from "./query.js";
import { installed, session } from "./session.js";

export const emotions = ["joy", "sadness", "anger", "fear", "disgust", "surprise", "neutral"];
const root = "/api/analyses";
const correctionOf = (message) => `${root}/${encodeURIComponent(message)}/correction`;

/** Of one's own messages of a conversation, by their ids; none where nothing is read, or it isn't to be had. */
export async function readingsOf(conversation) {
  if (!conversation || !installed("analysis") || session.user.withheld?.includes("emotional_analysis")) return new Map();
  try {
    const { items } = await api.get(root + query({ conversation_id: conversation }), { quiet: true });
    return new Map(items.map((each) => [each.message_id, each]));
  } catch {
    return new Map();
  }
}

/** What one felt oneself, or `null` to take that back; resolves to the reading as it is then. */
export const correct = (message, label) =>
  label ? api.put(correctionOf(message), { label }) : api.delete(correctionOf(message));
