// A panel at the right of a screen where there is room for it, and a sheet over it where there isn't.
import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { store, stored } from "../modules/store.js";
import { openDialog } from "./dialog.js";
import { icon } from "./icon.js";

/** `content` under `title`. `name` remembers whether it was open; `onmove()` when the screen's width changed by it. */
export function sidePanel({ name, title, content }) {
  const roomy = matchMedia("(min-width: 1340px)");
  let open = stored(`panel.${name}`) === "open";
  let sheet = null;
  const element = h("aside.side", { "aria-label": title });
  const hide = h("button.quiet.icon", { type: "button", "aria-label": t("panel.hide", { title }), onclick: () => {
    toggle();
    button.focus();
  } }, icon("cross"));
  const head = h("div.side-head", null, h("span", { "aria-hidden": "true" }, title), hide);
  const button = h("button.quiet.panel-button", { type: "button", "aria-label": title, onclick: toggle }, icon("panel"), h("span", null, title));

  function toggle() {
    if (!roomy.matches) return showSheet();
    open = !open;
    store(`panel.${name}`, open ? "open" : null);
    place();
  }
  function showSheet() {
    if (document.querySelector("dialog[open]")) return;
    sheet = openDialog({ title, className: "sheet", onclose: () => {
      sheet = null;
      place();
    } }, content);
  }
  function place() {
    if (roomy.matches) sheet?.close("");
    if (!sheet) element.replaceChildren(head, content);
    element.hidden = !open || !roomy.matches;
    button.setAttribute("aria-expanded", String(!element.hidden));
  }
  roomy.addEventListener("change", place);
  place();
  function leave() {
    roomy.removeEventListener("change", place);
    // What leads elsewhere may stand in the sheet.
    sheet?.close("");
  }
  /** Shows it, where it isn't in view already. */
  function show() {
    if (element.hidden && !sheet) toggle();
  }
  return { element, button, toggle, show, close: () => sheet?.close(""), leave };
}
