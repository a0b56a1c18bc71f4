// How far an erasure has come: what each daemon has erased, and what must be kept and on what ground.
import { h, replace } from "../modules/dom.js";
import { exactly, has, t } from "../modules/i18n.js";
import { stateMark } from "./state.js";

/** `titles` names the categories where they are known, by their key. */
export function erasureReport({ state, daemons }, titles = new Map()) {
  const finished = daemons.filter((each) => each.state === "done").length;
  const named = (key) => titles.get(key) ?? (has(`category.${key}`) ? t(`category.${key}`) : key);
  return h("div.stack", null,
    h("div.meter", null,
      h("p", { role: "status" }, t(state === "done" ? "erasure.done" : "erasure.running", { n: finished, most: daemons.length })),
      h("progress", { max: Math.max(1, daemons.length), value: finished, "aria-label": t("erasure.title") })),
    h("ul.plain-list.entries", null, daemons.map(({ daemon, state: stands, erased = [], kept = [] }) => h("li", null,
      h("div", null,
        h("p", null, has(`daemon.${daemon}`) ? t(`daemon.${daemon}`) : daemon),
        erased.length > 0 && h("p.small", null, t("erasure.erased", { what: erased.map(({ key, count }) => `${named(key)} (${count})`).join(", ") })),
        kept.map(({ key, count, ground, until }) => h("p.small", null,
          t(until ? "erasure.keptUntil" : "erasure.kept", { what: `${named(key)} (${count})`, ground, until: until && exactly(until) })))),
      stateMark(stands, t(`erasure.state.${stands}`))))));
}

/**
 * Keeps `place` showing how far an erasure is, from `report` on: `ask()` resolves to the next report, and `done()` gives
 * what stands below the last one. Returns what ends it.
 */
export function followErasure(place, report, { ask, titles, done = () => null }) {
  let last = report;
  let timer;
  let left = false;
  function show() {
    const isDone = last.state === "done";
    replace(place, erasureReport(last, titles), isDone && done());
    if (!isDone) wait();
  }
  function wait() {
    if (!left) timer = setTimeout(look, 1000);
  }
  async function look() {
    const next = await ask().catch(() => null);
    // What is read out as it changes isn't said again where nothing has.
    if (!next || JSON.stringify(next) === JSON.stringify(last)) return wait();
    last = next;
    show();
  }
  show();
  return () => {
    left = true;
    clearTimeout(timer);
  };
}
