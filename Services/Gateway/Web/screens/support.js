import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { ruleBoard } from "../components/rule-board.js";
import { supportForm } from "../components/support-form.js";

export const styles = ["tables", "people", "offices", "support"];
export const texts = ["support", "people"];

const tabs = { help: "/support", rules: "/support/rules" };
const parts = { help: supportForm, rules: ruleBoard };

/** Whom students can call, who is told of alerts and when, and how often each rule is right. */
export default function supportScreen({ params }) {
  const here = params.tab ?? "help";
  const element = h("div.page", null,
    h("div.page-head", null, h("h1", null, t("place.support")), h("p.soft", null, t("support.lead"))),
    h("nav.tabs", { "aria-label": t("place.support") }, Object.entries(tabs).map(([name, path]) =>
      h("a", { href: path, "aria-current": name === here ? "page" : null }, t(`support.tab.${name}`)))),
    parts[here]());
  return { element, title: t(`support.tab.${here}`) };
}
