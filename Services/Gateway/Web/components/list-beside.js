// The list of conversations beside the open one, once there is room for it.
import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { conversationList } from "./conversation-list.js";
import { icon } from "./icon.js";

/** `path` is where a new one begins. */
export function listBeside(current, path = "/chat") {
  const wide = matchMedia("(min-width: 1100px)");
  const start = h("a.button", { href: path }, icon("plus"), t("chat.new"));
  const element = h("aside.beside", { "aria-label": t("history.title") }, start);
  let list = null;
  let marked = current ?? null;
  function place() {
    if (list || !wide.matches) return;
    list = conversationList({ current: marked });
    element.append(list);
  }
  wide.addEventListener("change", place);
  place();
  return Object.assign(element, {
    mark(id) {
      marked = id;
      list?.mark(id);
    },
    refresh: () => list?.refresh(),
    leave() {
      wide.removeEventListener("change", place);
      list?.leave();
    },
  });
}
