// How a sheet and a job stand, in a word with its icon.
import { t } from "../modules/i18n.js";
import { stateMark } from "./state.js";

const looks = { draft: "missing", running: "running", review: "pending", final: "done" };

export function sheetMark({ state, read }) {
  const word = state === "draft" && read > 0 ? "begun" : state;
  return stateMark(looks[state] ?? "pending", t(`sheet.state.${word}`));
}

const letterLooks = { waiting: "waiting", running: "running", done: "done", failed: "failed", cancelled: "missing" };

export const lettersMark = ({ state }) => stateMark(letterLooks[state] ?? "pending", t(`letters.state.${state}`));
