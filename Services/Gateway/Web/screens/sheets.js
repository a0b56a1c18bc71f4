import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { letterList } from "../components/letter-list.js";
import { sheetList } from "../components/sheet-list.js";
import { sheetTabs } from "../components/sheet-tabs.js";
import { templateList } from "../components/template-list.js";

export const styles = ["people", "offices", "sheets"];
export const texts = ["sheets", "letters"];

const parts = { sheets: sheetList, templates: templateList, letters: letterList };

/** Sheets that fill themselves from documents, their templates, and letters made with what they hold. */
export default function sheetsScreen({ params }) {
  const here = params.tab ?? "sheets";
  const part = parts[here]();
  const element = h("div.page", null,
    h("div.page-head", null,
      h("div.row.spread", null, h("h1", null, t("place.sheets")), part.action),
      h("p.soft", null, t(`${here}.lead`))),
    sheetTabs(here),
    part.element);
  return { element, title: t(`sheets.tab.${here}`), leave: part.leave };
}
