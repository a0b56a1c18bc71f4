// A form that stands on a page: its button, what went wrong, and what a refusal names.
import { h, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { blame, busy, complete } from "./field.js";
import { problemBox } from "./problem.js";

/** `save()` runs when every required field is filled; `refused(problem)` is true where it has said what is wrong. */
export function ownForm({ fields, action, wait = t("saving"), main = false, save, refused = () => false }) {
  const trouble = h("div");
  const button = h("button", { type: "submit", class: main ? "main" : "" }, action);
  async function submit(event) {
    event.preventDefault();
    replace(trouble);
    if (!complete(fields)) return;
    await busy(button, wait, async () => {
      try {
        await save();
      } catch (problem) {
        if (!refused(problem) && !blame(problem, fields)) replace(trouble, problemBox(problem));
      }
    });
  }
  return h("form.stack", { novalidate: true, onsubmit: submit }, fields, trouble, h("div.row", null, button));
}
