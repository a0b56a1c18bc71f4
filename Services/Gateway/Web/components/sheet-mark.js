// How a sheet and a job stand, in a word with its icon.
import { t } from "../modules/i18n.js";
import { stateMark } from "./state.js";

const looks = { draft: "missing", running: "running", review: "pending", final: "done" };

export const sheetMark = ({ state, read }) => stateMark(looks[state] ?? "pending", t(state === "draft" && read > 0 ? "sheet.state.begun" : `sheet.state.${state}`));

const letterLooks = { waiting: "waiting", running: "running", done: "done", failed: "failed", cancelled: "missing" };

export const lettersMark = ({ state }) => stateMark(letterLooks[state] ?? "pending", t(`letters.state.${state}`));
