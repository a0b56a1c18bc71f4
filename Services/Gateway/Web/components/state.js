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
};

/** A state with its icon and a word, or a sentence: colour is never alone. */
export function stateMark(state, text = has(`state.${state}`) ? t(`state.${state}`) : state) {
  const [colour, shape] = looks[state] ?? looks.starting;
  return h("span.state", { class: colour }, icon(shape, 18), text);
}
