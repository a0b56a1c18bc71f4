import { h } from "../modules/dom.js";
import { has, t } from "../modules/i18n.js";
import { copyButton } from "./copy.js";
import { icon } from "./icon.js";

/** An error beside its cause: what happened, what to do, and the code in small print to copy. */
export function problemBox(problem, { onretry, retryLabel = t("retry") } = {}) {
  const hint = `remedy.${problem.code}`;
  const reference = [problem.code, problem.requestID].filter(Boolean).join(" · ");
  return h("div.message.error", { role: "alert" },
    icon("alert"),
    h("div.body", null,
      h("p", null, problem.message),
      has(hint) && h("p", null, t(hint)),
      onretry && h("div.row", null, h("button", { type: "button", onclick: onretry }, icon("retry"), retryLabel)),
      problem.requestID && h("div.row", null,
        h("span.reference", null, reference),
        copyButton(() => reference, { label: t("problem.copy"), compact: true }))));
}
