import { h, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { letterTemplates } from "../modules/letters.js";
import { query as asQuery } from "../modules/query.js";
import { go } from "../modules/router.js";
import { icon } from "../components/icon.js";
import { letterData } from "../components/letter-data.js";
import { fieldChips, letterDocument } from "../components/letter-document.js";
import { letterMatch } from "../components/letter-match.js";
import { load } from "../components/loading.js";
import { letterSteps, steps } from "../components/steps.js";

export const styles = ["tables", "people", "offices", "documents", "sheets"];
export const texts = ["sheets", "letters", "library"];

/** Letters in steps: a document with fields, what fills them, which column fills which. The address says what was chosen. */
export default function newLetters({ query }) {
  const [template, sheet, table] = ["template", "sheet", "table"].map((name) => query.get(name));
  const title = h("h1", null, t("letters.document"));
  const way = h("div");
  const place = h("div");
  const element = h("div.page", null,
    h("a.back", { href: "/sheets/letters" }, icon("left", 18), t("sheets.tab.letters")),
    h("div.page-head", null, title), way, place);
  step("steps.letter", "letters.document");
  load(place, (signal) => letterTemplates({ signal }), view, { stage: t("letters.loading") });
  return { element, title: t("letters.new") };

  function step(name, words) {
    title.textContent = t(words);
    replace(way, steps(t("steps.label"), letterSteps, name));
  }
  function view({ items, can_pdf: canMakePDF }) {
    const example = query.has("example") && items.find((each) => each.is_example);
    const chosen = example || items.find(({ id }) => id === template);
    const turn = (values) => go(`/sheets/letters/new${asQuery({ template: chosen?.id, ...values })}`);
    if (!chosen) return letterDocument({ items, onchoose: ({ id }) => turn({ template: id }) });
    if (!sheet && !table) {
      step("steps.data", "letters.data");
      return h("div.page-parts", null,
        h("div.stack", null, h("p.soft", null, t("letters.with", { name: chosen.name })), fieldChips(chosen.fields),
          h("div.row", null, h("a.button.quiet.small-button", { href: "/sheets/letters/new" }, t("letters.other")))),
        letterData({ template: chosen, onchoose: turn }));
    }
    step("steps.match", "letters.check");
    const source = { template_id: chosen.id, ...(sheet ? { sheet_id: sheet } : { table_id: table }) };
    return letterMatch({ source, canMakePDF, onmade: ({ id }) => go(`/sheets/letters/${id}`, { replace: true }) });
  }
}
