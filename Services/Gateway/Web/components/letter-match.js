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

/** `source` is `{ template_id, sheet_id | table_id }`; `onmade({ id })`. */
export function letterMatch({ source, canMakePDF, onmade }) {
  const place = h("div");
  load(place, (signal) => checkLetters(source, { signal }), view, { stage: t("letters.checking") });
  return place;

  function view(first) {
    let asked = 0;
    const mapping = Object.fromEntries(first.fields.filter(({ column }) => column).map((each) => [each.field, each.column]));
    const fields = first.fields.map(({ field: name, column }) => field(`{{${name}}}`, {
      name, value: column ?? "", onchange: ({ target }) => change(name, target.value),
    }, { options: [["", t("letters.noColumn")], ...first.columns.map((each) => [each, each])] }));
    const seen = h("div.stack");
    const trouble = h("div");
    const called = field(t("letters.name"), { name: "name_column" }, { options: [["", t("letters.name.number")], ...first.columns.map((each) => [each, each])], hint: t("letters.name.hint") });
    const pdf = h("input", { type: "checkbox", name: "pdf" });
    const make = h("button.main", { type: "button", onclick: () => busy(make, t("letters.starting"), start) }, t("letters.make", { n: first.rows }));
    show(first);
    return h("div.page-parts", null,
      h("section.stack", null, h("h2", null, t("letters.match")), h("p.soft", null, t("letters.match.lead")), h("div.match-fields", null, fields)),
      h("section.stack", { "aria-label": t("letters.preview") }, h("h2", null, t("letters.preview")), seen),
      h("section.stack.reading", null, h("h2", null, t("letters.how")), called,
        canMakePDF ? h("label.check", null, pdf, t("letters.pdf")) : h("p.small", null, t("letters.noPDF")),
        trouble, h("div.row", null, make)));

    async function change(name, column) {
      mapping[name] = column;
      asked += 1;
      const turn = asked;
      replace(trouble);
      try {
        const now = await checkLetters({ ...source, mapping });
        if (turn !== asked) return;
        show(now);
        announce(now.unknown.length ? t("letters.unknown", { n: now.unknown.length, names: now.unknown.join(", ") }) : t("letters.matched"));
      } catch (problem) {
        replace(trouble, problemBox(problem));
      }
    }
    function show({ unknown, preview, faults }) {
      replace(seen,
        unknown.length > 0 && h("div.message.warning", null, icon("alert"), h("p", null, t("letters.unknown", { n: unknown.length, names: unknown.join(", ") }))),
        faults.length > 0 && letterFaults(faults, t("letters.faults", { n: faults.length })),
        h("ol.plain-list.letter-preview", null, preview.map(({ row, text }) => h("li.card", null, h("p.small", null, t("letters.row", { n: row })), h("p.as-written", null, text)))));
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
