// Over a sheet: its name and state, what can be done now, and what filling it takes or how far it is.
import { h, replace } from "../modules/dom.js";
import { announce } from "../modules/announce.js";
import { t } from "../modules/i18n.js";
import { isActive, watchJob } from "../modules/jobs.js";
import { isMissing, leaveEmpty } from "../modules/sheets.js";
import { busy } from "./field.js";
import { icon } from "./icon.js";
import { problemBox } from "./problem.js";
import { sheetDownload, sheetMenu } from "./sheet-actions.js";
import { sheetMark } from "./sheet-mark.js";
import { isFillable, sheetEstimate, sheetProgress } from "./sheet-run.js";
import { sheetSteps, steps } from "./steps.js";

/** Milliseconds between two looks at a sheet that is being filled. */
const betweenLooks = 2000;

/**
 * `update(sheet)`; `element` and, under it, `state`. `onchange(values)` of the sheet when something of it changed here,
 * `onrefresh()` when it has to be asked for.
 */
export function sheetHead({ onchange, onrefresh, onfinal, onreopen, onnext, onproblem, panelButton }) {
  const title = h("h1", { tabindex: -1 });
  const mark = h("span");
  const facts = h("p.soft");
  const actions = h("div.row");
  const way = h("div");
  const warning = h("div", { id: "sheet-blocked" });
  const work = h("div");
  const failure = h("div");
  const element = h("div.page-head", null, h("div.row.spread", null, h("div.row", null, title, mark), actions), facts);
  const state = h("div.stack", null, way, failure, work, warning);
  let shown = "";
  let stop = null;
  let watched = null;
  let looking = null;
  let isResting = false;

  function update(sheet) {
    title.textContent = sheet.name;
    replace(mark, sheetMark(sheet));
    const known = [sheet.template.name, t("sheets.rows", { n: sheet.rows.length }), author(sheet.written_by)];
    facts.textContent = known.filter(Boolean).join(" · ");
    replace(warning, sheet.state === "review" && sheet.unsourced > 0 && h("div.message.warning", { role: "status" }, icon("alert"),
      h("div.body", null, h("p", null, t("sheet.blocked", { n: sheet.unsourced })),
        h("div.row", null, h("button.small-button", { type: "button", onclick: onnext }, icon("right", 16), t("sheet.next")),
          leaving(sheet)))));
    if (sheet.state === "running" && sheet.job_id) follow(sheet.job_id);
    // What doesn't change keeps the focus that is in it.
    const key = JSON.stringify([sheet.state, sheet.name, sheet.unsourced > 0, sheet.read > 0]);
    if (key === shown) return;
    shown = key;
    draw(sheet);
  }
  /** What no document says can be left empty at once. */
  function leaving(sheet) {
    const n = sheet.rows.reduce((sum, { cells }) => sum + cells.filter(isMissing).length, 0);
    const button = n > 1 && h("button.small-button", { type: "button", onclick: () => busy(button, t("saving"), async () => {
      replace(failure);
      try {
        onchange(await leaveEmpty(sheet.id));
      } catch (problem) {
        replace(failure, problemBox(problem));
      }
    }) }, icon("check", 16), t("sheet.leave", { n }));
    return button;
  }
  function draw(sheet) {
    const blocked = { class: isFillable(sheet) ? "" : "main", "aria-describedby": sheet.unsourced > 0 ? "sheet-blocked" : null };
    const button = (word, shape, act, attributes) => {
      const each = h("button", { type: "button", onclick: () => busy(each, t("saving"), act), ...attributes }, icon(shape, 18), t(word));
      return each;
    };
    replace(actions,
      sheet.state === "review" && button("sheet.finalize", "check", onfinal, blocked),
      sheet.state === "final" && button("sheet.reopen", "pencil", onreopen),
      sheet.read > 0 && sheet.state !== "running" && sheetDownload(sheet, { onproblem }),
      panelButton,
      sheetMenu(sheet, { onchange, onstart: started, onproblem }));
    replace(way, sheet.state === "draft" && steps(t("steps.label"), sheetSteps, "steps.preview"));
    if (sheet.state !== "running") unfollow();
    if (isFillable(sheet)) replace(work, sheetEstimate(sheet, { onstart: started }));
    else if (sheet.state !== "running") replace(work);
  }
  function started({ job_id: id }) {
    replace(failure);
    replace(work);
    onchange({ state: "running", job_id: id });
  }
  function follow(id) {
    if (watched === id) return;
    unfollow();
    watched = id;
    let progress = null;
    stop = watchJob(id, (job) => {
      if (isActive(job)) {
        if (progress) progress.update(job);
        else replace(work, (progress = sheetProgress(job, { onproblem })));
        refresh();
        return;
      }
      ended(job);
    });
  }
  function unfollow() {
    stop?.();
    stop = null;
    watched = null;
  }
  async function ended(job) {
    unfollow();
    replace(work);
    shown = "";
    if (job.state === "failed") {
      replace(failure, problemBox({ code: job.error?.code ?? "job", message: job.error?.detail ?? t("sheet.failed") }));
    }
    // What was asked for before must not come after what is so now.
    await looking;
    await onrefresh();
    announce(t(`sheet.ended.${job.state}`));
  }
  /** One look at a time, with time between them: the whole sheet comes. */
  function refresh() {
    if (isResting) return;
    isResting = true;
    looking = onrefresh().finally(() => setTimeout(() => {
      isResting = false;
    }, betweenLooks));
  }
  return { element, state, update, leave: unfollow };
}

/** Who found the values: a model, by name, or rules. */
function author(by) {
  if (!by) return null;
  const known = typeof by === "string" ? { by } : by;
  if (known.by !== "model") return t("sheet.by.rules");
  return t(known.left_institution ? "sheet.by.outside" : "sheet.by.model", { model: known.model ?? "" });
}
