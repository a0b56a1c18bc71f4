import { h, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { go } from "../modules/router.js";
import { drafts } from "../modules/store.js";
import {
  addTemplate, changeTemplate, removeTemplate, template as ask, templateKinds, templateLimits,
} from "../modules/templates.js";
import { confirm } from "../components/dialog.js";
import { blame, busy, complete, field } from "../components/field.js";
import { gone, orNothing } from "../components/gone.js";
import { icon } from "../components/icon.js";
import { load } from "../components/loading.js";
import { problemBox } from "../components/problem.js";
import { templateColumns } from "../components/template-columns.js";
import { toast } from "../components/toast.js";
import { visibleTo } from "../components/visible-to.js";

export const styles = ["people", "offices", "models", "sheets"];
export const texts = ["sheets", "visible"];

const blank = { name: "", kind: "sheet", columns: [], groups: [], roles: [], is_mine: true };

/** A template: what its columns are called, what is looked for, and who may use it. What is written survives a reload. */
export default function templateScreen({ params: { id }, query }) {
  const isNew = id === "new";
  const from = query.get("from");
  const key = `template.${isNew ? `new.${from ?? ""}` : id}`;
  const place = h("div");
  const title = h("h1", { tabindex: -1 }, t(isNew ? "template.new" : "template.edit"));
  const head = h("div.page-head", null, title, h("p.soft", null, t("template.lead")));
  const element = h("div.page.narrow", null,
    h("a.back", { href: "/sheets/templates" }, icon("left", 18), t("sheets.tab.templates")),
    head, place);
  load(place, (signal) => orNothing(start(signal)), view, { stage: t("templates.loading") });
  return { element, title: t(isNew ? "template.new" : "template.edit") };

  function view(kept) {
    if (kept) return kept.is_mine ? form(kept) : foreign(kept);
    head.remove();
    return gone({ title: t("template.gone"), path: "/sheets/templates", word: t("sheets.tab.templates") });
  }
  async function start(signal) {
    if (!isNew) return ask(id, { signal });
    if (!from) return blank;
    const { name, kind, columns } = await ask(from, { signal });
    return { ...blank, name: t("template.copyOf", { name }), kind, columns };
  }
  function foreign({ name }) {
    return h("div.stack", null, h("p", null, t("template.foreign", { name })),
      h("div.row", null, h("a.button.main", { href: `/sheets/templates/new?from=${id}` }, icon("copy", 18), t("templates.copy"))));
  }
  function form(kept) {
    const written = draft();
    const values = { ...kept, ...written };
    const trouble = h("div");
    const restored = h("div");
    const name = field(t("template.name"), {
      name: "name", required: true, maxlength: templateLimits.name, autocomplete: "off", value: values.name, oninput: keep,
    }, { hint: t("template.name.hint") });
    const kind = field(t("template.kind"), { name: "kind", value: values.kind, onchange: turn },
      { options: templateKinds.map((each) => [each, t(`template.kind.${each}`)]), hint: t("template.kind.hint") });
    const isRubric = () => kind.input.value === "rubric";
    const columns = templateColumns({ columns: values.columns, isRubric, onchange: keep });
    const who = visibleTo({ groups: values.groups, roles: values.roles, onchange: keep });
    const save = h("button.main", { type: "submit" }, t(isNew ? "template.create" : "save"));
    if (written) {
      replace(restored, h("div.message", { role: "status" }, icon("pencil"), h("div.body", null, h("p", null, t("template.restored")),
        h("div.row", null, h("button", { type: "button", onclick: forget }, t("template.forget"))))));
    }
    return h("form.page-parts", { novalidate: true, onsubmit: submit },
      restored,
      h("div.stack", null, name, kind),
      h("section.stack", null, h("h2", null, t("columns.title")), h("p.small", null, t("columns.keys")), columns),
      h("section.stack", null, h("h2", null, t("visible.title")), who),
      trouble,
      h("div.row.spread", null, save,
        !isNew && h("button.quiet.danger", { type: "button", onclick: remove }, icon("trash", 18), t("template.remove"))));

    function keep() {
      replace(trouble);
      drafts.set(key, JSON.stringify({ name: name.input.value, kind: kind.input.value, columns: columns.columns, ...who.values }));
    }
    function turn() {
      columns.draw();
      keep();
    }
    function forget() {
      drafts.set(key, "");
      replace(place, form(kept));
      title.focus();
    }
    async function submit(event) {
      event.preventDefault();
      replace(trouble);
      if (!complete([name]) || columns.incomplete()) return;
      await busy(save, t("saving"), async () => {
        const body = { name: name.input.value.trim(), kind: kind.input.value, columns: sent(columns.columns, isRubric()), ...who.values };
        try {
          await (isNew ? addTemplate(body) : changeTemplate(id, body));
          drafts.set(key, "");
          toast(t("template.saved", { name: body.name }));
          go("/sheets/templates", { replace: true });
        } catch (problem) {
          if (!blame(problem, [name, kind])) replace(trouble, problemBox(problem));
        }
      });
    }
    async function remove() {
      const question = { title: t("template.remove.title", kept), text: t("template.remove.text"), action: t("template.remove") };
      if (!(await confirm(question))) return;
      try {
        await removeTemplate(id);
        drafts.set(key, "");
        toast(t("template.removed", kept));
        go("/sheets/templates", { replace: true });
      } catch (problem) {
        replace(trouble, problemBox(problem));
      }
    }
  }
  /** What was written before the page was loaded anew; null where nothing was. */
  function draft() {
    try {
      return JSON.parse(drafts.get(key) || "null");
    } catch {
      return null;
    }
  }
}

/** Only what their type and the kind of template have. A key stays with its column; the server gives new ones theirs. */
function sent(columns, isRubric) {
  return columns.map(({ key, name, type, instruction, allowed, weight, most }) => ({
    key, name: name.trim(), type, instruction: instruction.trim(), allowed: type === "choice" ? allowed : [],
    ...(isRubric && { weight: figureOf(weight), most: figureOf(most) }),
  }));
}

function figureOf(value) {
  const text = String(value).trim().replace(",", ".");
  return text ? Number(text) : undefined;
}
