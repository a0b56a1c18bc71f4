// Above a conversation: its title, and what can be done with it as a whole.
import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { icon } from "./icon.js";
import { manageItems } from "./manage-conversation.js";
import { menuButton } from "./menu.js";

/**
 * `panelButton` opens what stands beside it; `onchange(change)` when its title was changed, or it was pinned. `path` is
 * where a new one begins, `start` what stands instead of a title there.
 */
export function talkHead({ panelButton, onchange, path = "/chat", start = t("chat.start") }) {
  let conversation = null;
  const title = h("h1");
  const fresh = h("a.button.quiet.icon.fresh", { href: path, "aria-label": t("chat.new") }, icon("plus"));
  const menu = menuButton(
    h("button.quiet.icon", { type: "button", "aria-label": t("chat.manage") }, icon("more")),
    () => manageItems(conversation, { onchange }),
  );
  const element = h("div.talk-head", null, title, h("div.talk-tools", null, fresh, panelButton, menu));

  element.update = (now) => {
    conversation = now;
    title.textContent = now.title ?? start;
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
