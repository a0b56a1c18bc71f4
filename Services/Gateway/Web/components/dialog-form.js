// A dialog with a form: what goes wrong is said beside its field, and it closes when it is done.
import { h, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { openDialog } from "./dialog.js";
import { blame, busy } from "./field.js";
import { problemBox } from "./problem.js";

/**
 * `save({ anyway })` resolves to true when the dialog may close; `anyway(word)` names the button for going on all the
 * same. `fields` are those that a refusal may name, `first` gets the focus;
 * `danger` where nothing brings back what it does.
 */
export function openForm({ title, action, danger = false, content, fields, first, save }) {
  const trouble = h("div");
  const button = h("button.main", { type: "submit", class: danger ? "danger" : "" }, action);
  const back = h("button.quiet", { type: "button", onclick: () => dialog.close("") }, t("cancel"));
  const form = h("form", { novalidate: true, onsubmit: submit }, content, trouble, h("div.actions", null, back, button));
  const dialog = openDialog({ title, className: "roomy" }, form);
  first.input.focus();

  async function submit(event) {
    event.preventDefault();
    replace(trouble);
    let other = null;
    await busy(button, t("saving"), async () => {
      try {
        if ((await save({ anyway: (word) => (other = word) })) === true) dialog.close("");
      } catch (problem) {
        if (!blame(problem, fields)) replace(trouble, problemBox(problem));
      }
    });
    if (other) button.textContent = other;
  }
  return dialog;
}
