// What somebody must know of a document before they trust its text.
import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { icon } from "./icon.js";

/** Null where there is nothing to say. */
export function documentMarks({ has_instructions: instructs, is_recognised: recognised, faulty_pages: faulty = 0 }) {
  const mark = (shape, text) => h("p.mark", null, icon(shape, 18), h("span", null, text));
  if (!instructs && !recognised && !faulty) return null;
  return h("div.marks", null,
    instructs && mark("shield", t("mark.instructions")),
    recognised && mark("eye", t("mark.recognised")),
    faulty > 0 && mark("alert", t("mark.faulty", { n: faulty })));
}
