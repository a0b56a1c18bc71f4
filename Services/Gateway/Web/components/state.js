import { h } from "../modules/dom.js";
import { has, t } from "../modules/i18n.js";
import { icon } from "./icon.js";

const looks = {
  ok: ["ok", "ok"],
  up: ["ok", "ok"],
  degraded: ["warn", "alert"],
  limited: ["warn", "clock"],
  draining: ["warn", "pause"],
  starting: ["warn", "clock"],
  restarting: ["warn", "clock"],
  down: ["bad", "no-entry"],
  misconfigured: ["bad", "no-entry"],
  active: ["ok", "ok"],
  invited: ["warn", "clock"],
  pending: ["warn", "alert"],
  suspended: ["bad", "no-entry"],
  granted: ["ok", "ok"],
  withdrawn: ["warn", "no-entry"],
  missing: ["soft", "no-entry"],
  not_needed: ["ok", "ok"],
  running: ["warn", "clock"],
  waiting: ["warn", "clock"],
  done: ["ok", "ok"],
  cancelled: ["soft", "no-entry"],
  failed: ["bad", "alert"],
};

/** A state with its icon and a word, or a sentence: colour is never alone. */
export function stateMark(state, text = has(`state.${state}`) ? t(`state.${state}`) : state) {
  const [colour, shape] = looks[state] ?? looks.starting;
  return h("span.state", { class: colour }, icon(shape, 18), text);
}
