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
  /** Runs `change`, which puts something above what is being read, and keeps that where it is. */
  function hold(change) {
    // Browsers that do this by themselves don't at the very top.
    if (CSS.supports("overflow-anchor", "auto")) {
      scroller.scrollTop = Math.max(1, scroller.scrollTop);
      return change();
    }
    const below = scroller.scrollHeight - scroller.scrollTop;
    change();
    scroller.scrollTop = scroller.scrollHeight - below;
  }
  scroller.addEventListener("scroll", measure, { passive: true });
  const watcher = new ResizeObserver(keepUp);
  watcher.observe(scroller);
  return { element: h("div.follower", null, scroller, button), toEnd, keepUp, hold, leave: () => watcher.disconnect() };
}
