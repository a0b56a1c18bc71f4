import { h, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { go } from "../modules/router.js";
import { addSheet, sheetNameLimit } from "../modules/sheets.js";
import { drafts } from "../modules/store.js";
import { templates } from "../modules/templates.js";
import { documentChoice } from "../components/document-choice.js";
import { blame, busy, complete, field } from "../components/field.js";
import { icon } from "../components/icon.js";
import { load } from "../components/loading.js";
import { problemBox } from "../components/problem.js";
import { sheetSteps, steps } from "../components/steps.js";
import { templateChoice } from "../components/template-choice.js";

export const styles = ["tables", "people", "offices", "documents", "sheets"];
export const texts = ["sheets", "choice"];

const draft = "sheet.new";

/** A sheet begins: its template, then the documents it shall be filled from. What follows stands on the sheet itself. */
export default function newSheet({ query }) {
  const place = h("div");
  const way = h("div");
  const title = h("h1");
  const chosen = query.get("template");
  const kept = read();
  // Another template, another name.
  if (chosen && chosen !== kept.template) keep({ template: chosen, name: undefined });
  const element = h("div.page", null,
    h("a.back", { href: "/sheets" }, icon("left", 18), t("place.sheets")),
    h("div.page-head", null, title), way, place);
  step("steps.template", "new.template");
  load(place, (signal) => templates({ signal }), ({ items }) => {
    const template = chosen && items.find(({ id }) => id === chosen);
    return template ? documentStep(template) : templateStep(items);
  }, { stage: t("templates.loading") });
  return { element, title: t("new.title") };

  function step(name, words) {
    title.textContent = t(words);
    replace(way, steps(t("steps.label"), sheetSteps, name));
  }
  function templateStep(items) {
    let id = items.some((each) => each.id === kept.template) ? kept.template : null;
    const options = templateChoice({ items, chosen: id, onchange: (template) => {
      id = template.id;
    } });
    const next = () => (id ? go(`/sheets/new?template=${id}`) : options.querySelector("input").focus());
    return h("div.stack", null, h("p.soft", null, t("new.template.lead")),
      items.length > 0 && options,
      h("div.row", null, items.length > 0 && h("button.main", { type: "button", onclick: next }, t("new.next")),
        h("a.button.quiet", { href: "/sheets/templates/new" }, icon("plus"), t("templates.new"))));
  }
  function documentStep(template) {
    step("steps.documents", "new.documents");
    const trouble = h("div");
    const name = field(t("new.name"), {
      name: "name", required: true, maxlength: sheetNameLimit, autocomplete: "off", value: kept.name ?? template.name,
      oninput: ({ target }) => keep({ name: target.value }),
    });
    const rows = field(t("new.rows"), {
      name: "rows", value: kept.rows ?? "per_document", onchange: ({ target }) => keep({ rows: target.value }),
    }, { options: ["per_document", "found"].map((each) => [each, t(`new.rows.${each}`)]), hint: t("new.rows.hint") });
    const choice = documentChoice({
      chosen: { collections: kept.collections ?? [], documents: kept.documents ?? [] },
      onchange() {
        replace(trouble);
        keep(choice.chosen);
      },
    });
    const make = h("button.main", { type: "button", onclick: () => busy(make, t("saving"), save) }, t("new.make"));
    async function save() {
      const { collections, documents } = choice.chosen;
      replace(trouble);
      if (!complete([name])) return;
      if (!collections.length && !documents.length) {
        replace(trouble, h("div.message.warning", { role: "alert" }, icon("alert"), h("p", null, t("new.nothing"))));
        return;
      }
      const from = documents.length ? { documents: documents.map(({ id }) => id) } : { collections };
      try {
        const { id } = await addSheet({ name: name.input.value.trim(), template_id: template.id, rows: rows.input.value, ...from });
        drafts.set(draft, "");
        go(`/sheets/${id}`);
      } catch (problem) {
        if (!blame(problem, [name, rows])) replace(trouble, problemBox(problem));
      }
    }
    return h("div.page-parts", null,
      h("div.stack", null,
        h("p.soft", null, t("new.with", { name: template.name, columns: template.columns.map((each) => each.name).join(", ") })),
        choice),
      h("div.stack.reading", null, rows, name, trouble,
        h("div.row", null, make, h("a.button.quiet", { href: "/sheets/new" }, t("new.back")))));
  }
  function keep(values) {
    Object.assign(kept, values);
    drafts.set(draft, JSON.stringify(kept));
  }
}

/** What was chosen before the page was loaded anew. */
function read() {
  try {
    return JSON.parse(drafts.get(draft) || "{}");
  } catch {
    return {};
  }
}
