// What filling a sheet would take, said before it is done; and how far it is.
import { h, replace } from "../modules/dom.js";
import { money, t } from "../modules/i18n.js";
import { cancelJob } from "../modules/jobs.js";
import { estimateSheet, previewRows, runSheet } from "../modules/sheets.js";
import { openDialog } from "./dialog.js";
import { busy } from "./field.js";
import { icon } from "./icon.js";
import { jobMeter } from "./job-meter.js";
import { load } from "./loading.js";
import { problemBox } from "./problem.js";

/** Whether there is anything to fill. */
export const isFillable = ({ state }) => state === "draft";

/** The estimate of `sheet` with its buttons, of filling it anew where that is `again`; `onstart(job)` when it is on its way. */
export function sheetEstimate(sheet, { onstart, again = false }) {
  const place = h("div");
  load(place, (signal) => estimateSheet(sheet.id, { again }, { signal }), view, { stage: t("estimate.asking") });
  return place;

  function view(estimate) {
    const trouble = h("div");
    const tried = sheet.read > 0;
    const phase = again ? "again" : tried ? "rest" : "first";
    const isLong = sheet.documents > previewRows;
    const run = (word, limit, kind) => {
      const button = h("button", { type: "button", class: kind, onclick: () => busy(button, t("sheet.starting"), async () => {
        replace(trouble);
        await runSheet(sheet.id, { limit, again }).then(onstart, (problem) => replace(trouble, problemBox(problem)));
      }) }, word);
      return button;
    };
    const preview = isLong && !tried
      && run(t(sheet.mode === "found" ? "sheet.preview.documents" : "sheet.preview", { n: previewRows }), previewRows, "main");
    return h(again ? "section.stack" : "section.card.stack", { "aria-label": t(`estimate.${phase}`) },
      again ? h("p", null, t("estimate.again.text")) : h("h2.card-title", null, t(`estimate.${phase}`)),
      h("ul.plain-list.estimate", null, sentences(estimate).map(([shape, text]) => h("li", null, icon(shape, 18), h("span", null, text)))),
      estimate.allowed
        ? h("div.row", null, preview, run(t(`sheet.fill.${phase}`), undefined, preview ? "" : "main"))
        : refused(estimate),
      trouble);
  }
}

/** `why` is the server's sentence of who will read the documents. */
function sentences({ cells, calls, cost, most, currency, leaves_institution: leaves, may_leave_institution: may, ...estimate }) {
  const { endpoints, allowed, why } = estimate;
  const amount = (value) => money(value, currency);
  const outside = endpoints.filter((each) => !each.is_own).map(({ name }) => name);
  const price = most > cost
    ? t("estimate.between", { amount: amount(cost), most: amount(most) })
    : cost > 0 ? t("estimate.cost", { amount: amount(cost) }) : t("estimate.free");
  return [
    ["sheet", t("estimate.cells", { n: cells })],
    calls > 0 && ["info", price],
    [leaves || may ? "out" : "shield", allowed ? why : t(leaves || may ? "estimate.leaves" : "estimate.stays")],
    (leaves || may) && outside.length > 0 && ["models", t("estimate.endpoints", { names: outside.join(", ") })],
  ].filter(Boolean);
}

function refused({ why, cap, left, currency }) {
  const hasCap = cap !== null && cap !== undefined;
  const words = { cap: money(cap ?? 0, currency), left: money(left ?? 0, currency) };
  return h("div.message.error", { role: "alert" }, icon("no-entry"), h("div.body", null,
    h("p", null, why), hasCap && h("p", null, t("estimate.cap", words))));
}

/** Asks before a sheet is filled anew, which was filled already. */
export function fillAgain(sheet, { onstart }) {
  const estimate = sheetEstimate(sheet, { again: true, onstart(job) {
    dialog.close("");
    onstart(job);
  } });
  const dialog = openDialog({ title: t("estimate.again"), className: "roomy" }, estimate);
}

/** How far the filling is, with «Cancelar»; `update(job)`. */
export function sheetProgress(job, { onproblem }) {
  return jobMeter(job, { oncancel: () => cancelJob(job.id).catch(onproblem) });
}
