import { h, uniqueID } from "../modules/dom.js";

/** `button` with a menu under it; `items()` gives `menuItem`s, separators and captions each time it opens. */
export function menuButton(button, items) {
  const menu = h("div.menu", { id: uniqueID("menu"), role: "menu", popover: "auto" });
  menu.setAttribute("aria-label", button.getAttribute("aria-label") ?? button.textContent);
  button.popoverTargetElement = menu;
  button.setAttribute("aria-haspopup", "menu");
  button.setAttribute("aria-expanded", "false");
  menu.addEventListener("beforetoggle", ({ newState }) => {
    if (newState === "open") menu.replaceChildren(...items());
  });
  menu.addEventListener("toggle", ({ newState }) => {
    button.setAttribute("aria-expanded", String(newState === "open"));
    if (newState !== "open") return;
    place(menu, button);
    entries(menu)[0]?.focus();
  });
  menu.addEventListener("keydown", (event) => move(menu, event));
  return h("span.with-menu", null, button, menu);
}

export function menuItem({ label, icon, checked, danger, act }) {
  return h(
    "button",
    {
      type: "button",
      role: checked === undefined ? "menuitem" : "menuitemradio",
      "aria-checked": checked === undefined ? null : String(checked),
      class: danger ? "danger" : "",
      tabindex: -1,
      onclick: ({ currentTarget }) => {
        currentTarget.closest("[popover]")?.hidePopover();
        act();
      },
    },
    icon,
    h("span", null, label),
  );
}

export const separator = () => h("div", { role: "separator" });
export const caption = (text) => h("div.caption.small", { role: "presentation" }, text);

const entries = (menu) => [...menu.querySelectorAll("[role^=menuitem]")];

function move(menu, event) {
  const all = entries(menu);
  const at = all.indexOf(document.activeElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (event.key === "Tab") menu.hidePopover();
  if (next === undefined) return;
  event.preventDefault();
  all[(next + all.length) % all.length]?.focus();
}

/** Under the button, its right edges aligned where there is no room; above it near the bottom. */
function place(menu, button) {
  const edge = 8;
  const { left, right, top, bottom } = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const x = left + width > innerWidth - edge ? right - width : left;
  const y = bottom + 4 + height > innerHeight - edge ? top - height - 4 : bottom + 4;
  menu.style.left = `${Math.max(edge, Math.min(x, innerWidth - width - edge))}px`;
  menu.style.top = `${Math.max(edge, y)}px`;
}
