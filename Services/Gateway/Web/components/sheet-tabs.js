import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";

const tabs = { sheets: "/sheets", templates: "/sheets/templates", letters: "/sheets/letters" };

/** Sheets, the templates they are made with, and letters. */
export function sheetTabs(here) {
  return h("nav.tabs", { "aria-label": t("place.sheets") }, Object.entries(tabs).map(([name, path]) =>
    h("a", { href: path, "aria-current": name === here ? "page" : null }, t(`sheets.tab.${name}`))));
}
