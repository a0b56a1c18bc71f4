import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { can } from "../modules/session.js";

const tabs = [["/people", "people.tab"], ["/groups", "groups.tab"]];

/** People and their groups are one place for administrators. */
export function peopleTabs(here) {
  if (!can("administer_users")) return null;
  return h("nav.tabs", { "aria-label": t("place.people") }, tabs.map(([path, name]) =>
    h("a", { href: path, "aria-current": path === here ? "page" : null }, t(name))));
}
