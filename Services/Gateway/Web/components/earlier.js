// What stands before the first message on screen: read when one scrolls up to it, or by its button.
import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { toast } from "./toast.js";

/** `read()` resolves when there is more on screen; `watch(scroller)` begins to look out for the top. */
export function earlierButton(read) {
  let reading = false;
  let watcher = null;
  const element = h("div.more", { hidden: true }, h("button.quiet", { type: "button", onclick: more }, t("chat.earlier")));
  async function more() {
    if (reading) return;
    reading = true;
    try {
      await read();
      // Observed anew, it tells whether it is still in view.
      watcher.unobserve(element);
      watcher.observe(element);
    } catch (problem) {
      toast(problem.message);
    }
    reading = false;
  }
  return Object.assign(element, {
    watch(scroller) {
      watcher = new IntersectionObserver((seen) => seen.at(-1).isIntersecting && more(), {
        root: scroller, rootMargin: "800px 0px 0px",
      });
      watcher.observe(element);
    },
    leave: () => watcher?.disconnect(),
  });
}
