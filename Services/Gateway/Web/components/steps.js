import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { icon } from "./icon.js";

export const sheetSteps = ["steps.template", "steps.documents", "steps.preview", "steps.sheet"];
export const letterSteps = ["steps.letter", "steps.data", "steps.match", "steps.letters"];

/** Where one is on a way of several `names`; what lies behind has its tick. */
export function steps(label, names, here) {
  const at = names.indexOf(here);
  return h("ol.plain-list.steps", { "aria-label": label }, names.map((name, index) =>
    h("li", { "aria-current": index === at ? "step" : null, class: index < at ? "done" : "" },
      h("span.step-number", { "aria-hidden": "true" }, index < at ? icon("check", 16) : index + 1),
      h("span", null, t(name)), index < at && h("span.visually-hidden", null, t("steps.done")))));
}
