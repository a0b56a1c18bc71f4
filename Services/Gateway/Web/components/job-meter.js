// How far a job is: its stage, n of m, and a way to stop it.
import { h, replace } from "../modules/dom.js";
import { has, t } from "../modules/i18n.js";
import { isActive } from "../modules/jobs.js";
import { busy } from "./field.js";
import { icon } from "./icon.js";
import { meter } from "./meter.js";
import { toast } from "./toast.js";

/** «Leyendo: 3 de 12 páginas». */
export function stageOf({ state, stage, done, total }) {
  if (state === "waiting") return t("job.waiting");
  const name = has(`job.stage.${stage}`) ? t(`job.stage.${stage}`) : t("job.stage");
  const unit = has(`job.count.${stage}`) ? `job.count.${stage}` : "job.count";
  return total ? t(unit, { stage: name, n: done, all: total }) : `${name}…`;
}

/** `oncancel(job)` resolves when it is asked for; `update(job)` shows how it stands now, and nothing once it has ended. */
export function jobMeter(job, { oncancel } = {}) {
  let now = job;
  const bar = h("div");
  const stop = oncancel && h("button.small-button", { type: "button", onclick: cancel }, icon("cross", 16), t("job.cancel"));
  const element = h("div.job-meter", null, bar, stop);
  async function cancel() {
    await busy(stop, t("job.cancelling"), () => oncancel(now)).catch((problem) => toast(problem.message));
  }
  element.update = (next) => {
    now = next;
    element.hidden = !isActive(next);
    if (element.hidden) return;
    const text = stageOf(next);
    if (next.name) stop?.setAttribute("aria-label", t("job.cancel.of", { name: next.name }));
    replace(bar, next.total ? meter(next.done / next.total, text, { warns: false }) : h("p.small", null, text));
  };
  element.update(job);
  return element;
}
