import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";

/** What a tutor looks after: alerts, and conversations they stepped into. */
export function tendingTabs(here) {
  return h("nav.tabs", { "aria-label": t("tending.tabs") }, ["alerts", "interventions"].map((name) =>
    h("a", { href: `/${name}`, "aria-current": name === here ? "page" : null }, t(`tending.${name}`))));
}
