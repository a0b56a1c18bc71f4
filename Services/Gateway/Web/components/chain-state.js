// Whether the record is as it was written: each line is sealed into the next.
import { h, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { verification } from "../modules/audit.js";
import { busy } from "./field.js";
import { icon } from "./icon.js";
import { problemBox } from "./problem.js";

/** `onended(problem)` where the visit is over; it throws what is something else. */
export function chainState({ onended }) {
  const element = h("div");
  const button = h("button.small-button", { type: "button", onclick: () => look() }, icon("retry", 16), t("chain.again"));
  async function look() {
    await busy(button, t("chain.checking"), async () => {
      try {
        replace(element, report(await verification(), button));
      } catch (problem) {
        try {
          onended(problem);
        } catch {
          replace(element, problemBox(problem, { onretry: look }));
        }
      }
    });
  }
  look();
  return element;
}

function report({ intact, entries, first_altered: altered, head }, again) {
  if (intact) return h("div.message", { role: "status" }, icon("shield"), h("div.body", null,
    h("p", null, t("chain.intact", { n: entries })), head && h("p.reference", null, t("chain.head", { head })), h("div.row", null, again)));
  return h("div.message.error", { role: "alert" }, icon("alert"), h("div.body", null,
    h("p", null, t("chain.altered", { line: altered })), h("p", null, t("chain.altered.remedy")), h("div.row", null, again)));
}
