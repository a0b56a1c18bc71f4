import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { icon } from "./icon.js";

export const toasts = h("div.toasts", { role: "status" });

/**
 * A short notice. With an `action` it stays 10 s, and waits while it is pointed at or has the focus.
 * `ondone` runs when it goes without the action taken. Returns a function that ends it now.
 */
export function toast(text, { action, onaction, ondone, seconds = action ? 10 : 4 } = {}) {
  let left = seconds * 1000;
  let since = Date.now();
  let timer;
  const element = h("div.toast", null,
    h("p", null, text),
    action && h("button", { type: "button", onclick: () => close(onaction) }, action),
    h("button", { type: "button", "aria-label": t("close"), onclick: () => close(ondone) }, icon("cross")));

  function close(then) {
    clearTimeout(timer);
    if (!element.isConnected) return;
    element.remove();
    then?.();
  }
  function run() {
    clearTimeout(timer);
    since = Date.now();
    timer = setTimeout(() => close(ondone), left);
  }
  function hold() {
    clearTimeout(timer);
    left = Math.max(1000, left - (Date.now() - since));
  }
  element.addEventListener("pointerenter", hold);
  element.addEventListener("pointerleave", run);
  element.addEventListener("focusin", hold);
  element.addEventListener("focusout", run);
  toasts.append(element);
  run();
  return () => close(ondone);
}
