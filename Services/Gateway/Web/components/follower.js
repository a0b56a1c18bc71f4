// Follows a growing text only while its end is in view; who scrolled up to read stays where they are.
import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { icon } from "./icon.js";

export function follower(scroller) {
  let atEnd = true;
  const click = { type: "button", hidden: true, onclick: () => toEnd() };
  const button = h("button.to-end", click, icon("down", 18), t("chat.toEnd"));
  const measure = () => {
    atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 64;
    button.hidden = atEnd;
  };
  function toEnd() {
    atEnd = true;
    keepUp();
  }
  function keepUp() {
    if (atEnd) scroller.scrollTop = scroller.scrollHeight;
    else measure();
    button.hidden = atEnd;
  }
  scroller.addEventListener("scroll", measure, { passive: true });
  const watcher = new ResizeObserver(keepUp);
  watcher.observe(scroller);
  return { element: h("div.follower", null, scroller, button), toEnd, keepUp, leave: () => watcher.disconnect() };
}
