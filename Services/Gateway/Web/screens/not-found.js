import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";

export default function notFound() {
  const element = h("div.page.narrow", null,
    h("h1", null, t("notFound.title")),
    h("p", null, t("notFound.text")),
    h("div.row", null, h("a.button.main", { href: "/" }, t("notFound.action"))));
  return { element, title: t("notFound.title") };
}
