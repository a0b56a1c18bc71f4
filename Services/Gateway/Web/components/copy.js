import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { announce } from "../modules/announce.js";
import { icon } from "./icon.js";

/** The clipboard API exists only in secure contexts; a suite reached as http://192.168… copies the old way. */
async function copyText(text) {
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
  const area = h("textarea.visually-hidden", { value: text, readonly: true });
  (document.querySelector("dialog[open]") ?? document.body).append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

/** Copies what `text()` gives and says so for two seconds. */
export function copyButton(text, { label = t("copy"), compact = false } = {}) {
  const word = h("span", null, label);
  const button = h("button.quiet.small-button", {
    type: "button",
    "aria-label": compact ? label : null,
    class: compact ? "only-icon" : "",
    onclick: async () => {
      const focused = document.activeElement;
      await copyText(text());
      focused?.focus();
      show("check", t("copied"));
      announce(t("copied"));
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
