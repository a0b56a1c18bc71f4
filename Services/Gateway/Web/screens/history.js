import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { conversationList } from "../components/conversation-list.js";
import { icon } from "../components/icon.js";

export const styles = ["history"];

export default function history() {
  const list = conversationList();
  const start = { href: "/chat", "aria-label": t("chat.new") };
  const fresh = h("a.button.main", start, icon("plus"), t("chat.new.short"));
  const element = h("div.page.narrow", null,
    h("div.row.spread", null, h("h1", null, t("place.history")), fresh),
    list);
  return { element, title: t("place.history"), leave: () => list.leave() };
}
