// A document on a list: what it is, how far it is read, what went wrong with it, and what can be done with it.
import { h, replace } from "../modules/dom.js";
import { dayOf, has, t } from "../modules/i18n.js";
import { cancelJob } from "../modules/jobs.js";
import { documentAddress, isUnderWay, readAgain } from "../modules/library.js";
import { bytes } from "../modules/sizes.js";
import { documentMarks } from "./document-marks.js";
import { busy } from "./field.js";
import { icon } from "./icon.js";
import { jobMeter } from "./job-meter.js";
import { manageDocument } from "./manage-document.js";
import { menuButton } from "./menu.js";
import { problemBox } from "./problem.js";
import { stateMark } from "./state.js";

const looks = { waiting: "waiting", reading: "running", ready: "done", failed: "failed", cancelled: "cancelled" };

/** Its state in a word, with an icon. */
export const documentState = ({ state }) => stateMark(looks[state], t(`document.state.${state}`));

/** «PDF», «Planilla». */
export const kindOf = ({ kind }) => (has(`document.kind.${kind}`) ? t(`document.kind.${kind}`) : (kind ?? "").toUpperCase());

/**
 * `onchange(document)` when it may have changed, `onremove(document)` when it is gone, `nameOf(id)` of another one on the
 * list. `update(document)` shows how it stands, `follow(job)` how far it is.
 */
export function documentRow(document, { onchange, onremove, nameOf = () => null }) {
  let now = document;
  let meter = null;
  const title = h("a.person");
  const facts = h("p.small");
  const below = h("div.stack.tight");
  const side = h("div.row");
  const element = h("li", null, h("div", null, title, facts, below), side);
  let shown = "";

  function show() {
    title.href = documentAddress(now.id);
    title.textContent = now.title || now.name;
    const parent = now.parent_id && (nameOf(now.parent_id) ?? t("document.archive"));
    facts.textContent = [
      !now.name.startsWith(title.textContent) && now.name, kindOf(now), now.pages > 0 && t("document.pages", { n: now.pages }), bytes(now.bytes), dayOf(now.created_at),
      parent && t("document.from", { name: parent }),
    ].filter(Boolean).join(" · ");
    meter = isUnderWay(now) ? jobMeter(asJob(now), { oncancel: now.can_change && now.job_id && cancel }) : null;
    replace(below, meter, now.error && problemBox({ code: now.error.code, message: now.error.detail }), documentMarks(now));
    replace(side, !meter && documentState(now), mayRead() && again(), menu());
  }
  const mayRead = () => now.can_change && ["failed", "cancelled"].includes(now.state);
  function again() {
    const run = () => busy(button, t("loading"), async () => {
      try {
        await readAgain(now.id);
        onchange(now);
      } catch (problem) {
        replace(below, problemBox(problem));
      }
    });
    const button = h("button", { type: "button", "aria-label": t("document.retry.of", named()), onclick: run }, icon("retry", 18), t("retry"));
    return button;
  }
  const named = () => ({ name: now.title || now.name });
  function menu() {
    const button = h("button.quiet.icon", { type: "button", "aria-label": t("document.manage", named()) }, icon("more"));
    return menuButton(button, () => manageDocument(now, { onchange, onremove }));
  }
  async function cancel() {
    await cancelJob(now.job_id);
    onchange(now);
  }
  element.update = (next) => {
    const state = JSON.stringify(next);
    if (state === shown) return;
    shown = state;
    now = next;
    show();
  };
  element.follow = (job) => meter?.update({ name: now.title || now.name, ...job });
  element.update(document);
  return element;
}

/** What is known of its job before the first notice. */
const asJob = ({ state, pages, pages_done: done, job_id: id, title, name }) =>
  ({ id, kind: "ingest", name: title || name, state: state === "reading" ? "running" : "waiting", stage: "reading", done: done ?? 0, total: pages || null });
