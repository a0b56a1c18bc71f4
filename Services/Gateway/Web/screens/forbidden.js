import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";

export default function forbidden() {
  const element = h("div.page.narrow", null,
    h("h1", null, t("forbidden.title")),
    h("p", null, t("forbidden.text")),
    h("div.row", null, h("a.button.main", { href: "/" }, t("notFound.action"))));
  return { element, title: t("forbidden.title") };
}
