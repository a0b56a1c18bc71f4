import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { announce } from "../modules/announce.js";
import { icon } from "./icon.js";

/**
 * Whether the text is in the clipboard now. Its API exists only in secure contexts and may be refused: a suite reached
 * as http://192.168… copies the old way.
 */
async function copyText(text) {
  if (navigator.clipboard && window.isSecureContext) {
    const isDone = await navigator.clipboard.writeText(text).then(() => true, () => false);
    if (isDone) return true;
  }
  const area = h("textarea.visually-hidden", { value: text, readonly: true });
  (document.querySelector("dialog[open]") ?? document.body).append(area);
  area.select();
  const isDone = document.execCommand("copy");
  area.remove();
  return isDone;
}

/** Copies what `text()` gives and says for two seconds whether it did. */
export function copyButton(text, { label = t("copy"), compact = false } = {}) {
  const word = h("span", null, label);
  const button = h("button.quiet.small-button", {
    type: "button",
    "aria-label": compact ? label : null,
    class: compact ? "only-icon" : "",
    onclick: async () => {
      const focused = document.activeElement;
      const isDone = await copyText(text());
      focused?.focus();
      const outcome = t(isDone ? "copied" : "notCopied");
      show(isDone ? "check" : "cross", outcome);
      announce(outcome);
      setTimeout(() => show("copy", label), 2000);
    },
  });
  function show(name, text) {
    word.textContent = text;
    button.replaceChildren(icon(name, 16), compact ? "" : word);
  }
  show("copy", label);
  return button;
}
