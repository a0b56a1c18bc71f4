// Above a conversation: its title, and what can be done with it as a whole.
import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { icon } from "./icon.js";
import { manageItems } from "./manage-conversation.js";
import { menuButton } from "./menu.js";

/** `panelButton` opens what stands beside it; `onchange(change)` when its title was changed, or it was pinned. */
export function talkHead({ panelButton, onchange }) {
  let conversation = null;
  const title = h("h1");
  const fresh = h("a.button.quiet.icon.fresh", { href: "/chat", "aria-label": t("chat.new") }, icon("plus"));
  const menu = menuButton(
    h("button.quiet.icon", { type: "button", "aria-label": t("chat.manage") }, icon("more")),
    () => manageItems(conversation, { onchange }),
  );
  const element = h("div.talk-head", null, title, h("div.talk-tools", null, fresh, panelButton, menu));

  element.update = (now) => {
    conversation = now;
    title.textContent = now.title ?? t("chat.start");
    menu.hidden = !now.id || now.opening !== null;
    panelButton.hidden = false;
  };
  /** Of a conversation that isn't shown. */
  element.bare = (words) => {
    title.textContent = words;
    menu.hidden = true;
    panelButton.hidden = true;
  };
  return element;
}
