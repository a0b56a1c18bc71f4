import { h, uniqueID } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { icon } from "./icon.js";

/**
 * A modal dialog with a title. The browser keeps the focus inside, and it goes back to where it was.
 * Removed when it closes; then `onclose(returnValue)`.
 */
export function openDialog({ title, className = "", onclose }, ...content) {
  const id = uniqueID("dialog");
  const back = document.activeElement;
  const close = { type: "button", "aria-label": t("close"), onclick: () => dialog.close("") };
  const dialog = h("dialog", { class: className, "aria-labelledby": id },
    h("div.stack", null,
      h("div.dialog-head", null, h("h2", { id }, title), h("button.quiet.icon", close, icon("cross"))),
      content));
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close("");
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (back?.isConnected) back.focus();
    onclose?.(dialog.returnValue);
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Asks before something that others will notice; resolves to whether it shall be done. */
export function confirm({ title, text, action }) {
  return new Promise((resolve) => {
    const back = h("button.quiet", { type: "button", onclick: () => dialog.close("") }, t("cancel"));
    const form = h("form", { method: "dialog" },
      h("p", null, text),
      h("div.actions", null, back, h("button.main", { value: "yes" }, action)));
    const dialog = openDialog({ title, onclose: (answer) => resolve(answer === "yes") }, form);
    back.focus();
  });
}

/** Asks for one line of text; resolves to it, or null when the person goes back. */
export function askText({ title, label, value, action }) {
  return new Promise((resolve) => {
    const input = h("input", { id: uniqueID("field"), value, maxlength: 120, required: true, autocomplete: "off" });
    const form = h("form", { method: "dialog" },
      h("div.field", null, h("label", { for: input.id }, label), input),
      h("div.actions", null,
        h("button.quiet", { type: "button", onclick: () => dialog.close("") }, t("cancel")),
        h("button.main", { value: "save" }, action)));
    const dialog = openDialog({
      title,
      onclose: (answer) => resolve(answer === "save" && input.value.trim() ? input.value.trim() : null),
    }, form);
    input.focus();
    input.select();
  });
}
