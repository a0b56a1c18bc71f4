// A job on the list of all: what it is about, how far it is or how it ended.
import { h, replace } from "../modules/dom.js";
import { t, when } from "../modules/i18n.js";
import { cancelJob, isActive, retryJob, subjectAddress } from "../modules/jobs.js";
import { busy } from "./field.js";
import { icon } from "./icon.js";
import { jobMeter } from "./job-meter.js";
import { problemBox } from "./problem.js";
import { stateMark } from "./state.js";

/** `onchange()` when it may stand otherwise; `update(job)` shows how it stands, `follow(job)` how far it is. */
export function jobRow(job, { onchange }) {
  let shown = "";
  let now = job;
  let meter = null;
  const head = h("div");
  const side = h("div.row");
  const element = h("li", null, head, side);

  function show() {
    const { kind, name, state, created_at: made, ended_at: ended, error } = now;
    const address = subjectAddress(now);
    meter = isActive(now) ? jobMeter(now, { oncancel }) : null;
    replace(head,
      address ? h("a.person", { href: address }, name) : h("span.person", null, name),
      h("p.small", null, [t(`job.kind.${kind}`), ended ? t("job.ended.at", { time: when(ended) }) : t("job.since", { time: when(made) })].join(" · ")),
      meter, error && problemBox({ code: error.code, message: error.detail }));
    replace(side, !meter && stateMark(state, t(`job.state.${state}`)),
      ["failed", "cancelled"].includes(state) && again());
  }
  function again() {
    const button = h("button", { type: "button", "aria-label": t("job.retry.of", now), onclick: () => busy(button, t("loading"), async () => {
      try {
        await retryJob(now.id);
        onchange();
      } catch (problem) {
        replace(side, problemBox(problem));
      }
    }) }, icon("retry", 18), t("retry"));
    return button;
  }
  async function oncancel({ id }) {
    await cancelJob(id);
    onchange();
  }
  element.update = (next) => {
    // How far it is changes at every look, and takes no focus away.
    const { done, total, stage, ...rest } = next;
    const state = JSON.stringify(rest);
    now = next;
    if (state !== shown) show();
    else meter?.update(next);
    shown = state;
  };
  element.follow = (state) => meter?.update({ ...now, ...state });
  element.update(job);
  return element;
}
