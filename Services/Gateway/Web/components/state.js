import { h } from "../modules/dom.js";
import { has, t } from "../modules/i18n.js";
import { icon } from "./icon.js";

const looks = {
  ok: ["ok", "ok"],
  up: ["ok", "ok"],
  degraded: ["warn", "alert"],
  limited: ["warn", "clock"],
  recovering: ["warn", "clock"],
  restarting: ["warn", "clock"],
  draining: ["warn", "clock"],
  unknown: ["warn", "clock"],
  down: ["bad", "no-entry"],
  unauthorized: ["bad", "no-entry"],
};

/** A state as a word with its icon: colour is never alone. */
export function stateMark(state) {
  const [colour, shape] = looks[state] ?? looks.unknown;
  return h("span.state", { class: colour }, icon(shape, 18), has(`state.${state}`) ? t(`state.${state}`) : state);
}
