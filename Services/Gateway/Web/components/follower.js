// Follows a growing text only while its end is in view; who scrolled up to read stays where they are. What must be seen
// isn't scrolled away by what is written under it.
import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { icon } from "./icon.js";

export function follower(scroller) {
  let atEnd = true;
  let kept = null;
  let passed = null;
  const click = { type: "button", hidden: true, onclick: () => {
    passed = kept;
    kept = null;
    toEnd();
  } };
  const button = h("button.to-end", click, icon("down", 18), t("chat.toEnd"));
  const measure = () => {
    atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 64;
    button.hidden = atEnd;
  };
  function toEnd() {
    atEnd = true;
    keepUp();
  }
  function toTop() {
    atEnd = false;
    scroller.scrollTop = 0;
  }
  function keepUp() {
    if (atEnd) scroller.scrollTop = Math.min(scroller.scrollHeight, furthest());
    else measure();
    button.hidden = atEnd;
  }
  function furthest() {
    if (!kept?.isConnected) return Infinity;
    return scroller.scrollTop + kept.getBoundingClientRect().top - scroller.getBoundingClientRect().top - room;
  }
  /** `element` stays in view, or nothing in particular, until somebody goes to the end on their own. */
  function keepInView(element) {
    const next = element === passed ? null : element;
    // What must be seen has been, or somebody writes: whoever hasn't moved is taken along.
    if (kept?.isConnected && !next && Math.abs(scroller.scrollTop - furthest()) < 8) atEnd = true;
    kept = next;
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
  return { element: h("div.follower", null, scroller, button), toEnd, toTop, keepUp, keepInView, hold, leave: () => watcher.disconnect() };
}

/** Pixels above what is kept in view, for what stands over the turns. */
const room = 72;
