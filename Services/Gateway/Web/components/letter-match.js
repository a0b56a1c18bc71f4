// The third step of letters: which column fills which field, and how the first three turn out.
import { h, replace } from "../modules/dom.js";
import { announce } from "../modules/announce.js";
import { t } from "../modules/i18n.js";
import { checkLetters, makeLetters } from "../modules/letters.js";
import { busy, field } from "./field.js";
import { icon } from "./icon.js";
import { load } from "./loading.js";
import { problemBox } from "./problem.js";
import { cardTable } from "./table.js";

/** No column is called so. */
const unchosen = "\u0000";

/** `source` is `{ template_id, sheet_id | table_id }`; `onmade({ id })`. */
export function letterMatch({ source, canMakePDF, onmade }) {
  const place = h("div");
  load(place, (signal) => checkLetters(source, { signal }), view, { stage: t("letters.checking") });
  return place;

  function view(first) {
    let asked = 0;
    let unset = first.unknown;
    const columns = first.columns.map((each) => [each, each]);
    const mapping = {};
    const fields = first.fields.map(({ field: name, column = null }) => field(`{{${name}}}`, {
      name, value: column ?? unchosen, onchange: ({ target }) => change(name, target.value),
    }, { options: [...(column === null ? [[unchosen, t("letters.choose")]] : []), ["", t("letters.leaveEmpty")], ...columns] }));
    const seen = h("div.stack");
    const trouble = h("div");
    const called = field(t("letters.name"), { name: "name_column" },
      { options: [["", t("letters.name.number")], ...columns], hint: t("letters.name.hint") });
    const pdf = h("input", { type: "checkbox", name: "pdf" });
    const make = h("button.main", {
      type: "button", onclick: () => isChosen() && busy(make, t("letters.starting"), start),
    }, t("letters.make", { n: first.rows }));
    show(first);
    return h("div.page-parts", null,
      h("section.stack", null, h("h2", null, t("letters.match")), h("p.soft", null, t("letters.match.lead")),
        h("div.match-fields", null, fields)),
      h("section.stack", { "aria-label": t("letters.preview") }, h("h2", null, t("letters.preview")), seen),
      h("section.stack.reading", null, h("h2", null, t("letters.how")), called,
        canMakePDF ? h("label.check", null, pdf, t("letters.pdf")) : h("p.small", null, t("letters.noPDF")),
        trouble, h("div.row", null, make)));

    async function change(name, column) {
      if (column === unchosen) delete mapping[name];
      else mapping[name] = column;
      asked += 1;
      const turn = asked;
      replace(trouble);
      try {
        const now = await checkLetters({ ...source, mapping });
        if (turn !== asked) return;
        show(now);
        announce(unset.length ? missingWords() : t("letters.matched"));
      } catch (problem) {
        replace(trouble, problemBox(problem));
      }
    }
    /** Whether somebody has said of every field what it is filled from; else the first that is missing gets the focus. */
    function isChosen() {
      const missing = fields.filter(({ input }) => input.value === unchosen);
      missing.forEach((each) => each.fail(t("letters.choose.missing")));
      missing[0]?.input.focus();
      return missing.length === 0;
    }
    function show({ unknown, preview, faults }) {
      unset = unknown;
      replace(seen,
        unset.length > 0 && h("div.message.warning", null, icon("alert"), h("p", null, missingWords())),
        faults.length > 0 && letterFaults(faults, t("letters.faults", { n: faults.length })),
        h("ol.plain-list.letter-preview", null, preview.map(({ row, text }) =>
          h("li.card", null, h("p.small", null, t("letters.row", { n: row })), h("p.as-written", null, text)))));
    }
    function missingWords() {
      return t("letters.unknown", { n: unset.length, names: unset.join(", ") });
    }
    async function start() {
      replace(trouble);
      try {
        onmade(await makeLetters({ ...source, mapping, pdf: canMakePDF && pdf.checked, name_column: called.input.value || undefined }));
      } catch (problem) {
        replace(trouble, problemBox(problem));
      }
    }
  }
}

/** Rows that no letter can be made of, each with its reason. */
export function letterFaults(faults, words) {
  return h("div.stack", null,
    h("div.message.warning", { role: "status" }, icon("alert"), h("p", null, words)),
    cardTable({
      label: t("letters.faults.table"),
      items: faults,
      columns: [
        { title: t("letters.faults.row"), cell: ({ row }) => row, kind: "figures" },
        { title: t("letters.faults.why"), cell: ({ detail, code }) => detail ?? code },
      ],
    }));
}
