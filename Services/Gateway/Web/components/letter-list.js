// Letters that were made, and the documents with fields that they are made with.
import { h, replace } from "../modules/dom.js";
import { fileName, saveAs } from "../modules/files.js";
import { t, when } from "../modules/i18n.js";
import { letterTemplateFile, letterTemplates, lettersMade, removeLetterTemplate } from "../modules/letters.js";
import { onLive } from "../modules/live.js";
import { confirm } from "./dialog.js";
import { icon } from "./icon.js";
import { load } from "./loading.js";
import { paged } from "./paged.js";
import { problemBox } from "./problem.js";
import { lettersMark } from "./sheet-mark.js";
import { toast } from "./toast.js";

export function letterList() {
  const made = paged({
    ask: lettersMade,
    show: (items) => h("ul.plain-list.entries", null, items.map(entry)),
    empty: () => h("div.empty", null, h("p", null, t("letters.empty")),
      h("p.small", null, t("try")),
      h("div.examples", null, h("a.button", { href: "/sheets/letters/new?example" }, t("letters.example")))),
    stage: t("letters.loading"),
  });
  const documents = h("div");
  const trouble = h("div");
  made.refresh();
  look();
  const changed = (_, job) => job?.kind === "letters" && job.state !== "running" && made.renew();
  const stops = [onLive("job.changed", changed), onLive("resumed", () => made.renew())];
  return {
    action: h("a.button.main", { href: "/sheets/letters/new" }, icon("plus"), t("letters.new")),
    element: h("div.page-parts", null, made, trouble, documents),
    leave: () => stops.forEach((stop) => stop()),
  };

  function look() {
    load(documents, (signal) => letterTemplates({ signal }), ({ items }) => items.length > 0 && h("section.stack", null,
      h("h2", null, t("letters.templates")), h("ul.plain-list.entries", null, items.map(template))));
  }
  function template(item) {
    const { id, name, fields } = item;
    return h("li", null,
      h("div", null, h("span.person", null, name), item.is_example && h("span.chip", null, t("templates.example")),
        h("p.small", null, t("letters.fields", { n: fields.length, names: fields.join(", ") }))),
      h("div.row", null,
        h("a.button.small-button", {
          href: `/sheets/letters/new?template=${id}`, "aria-label": t("letters.use.of", { name }),
        }, t("letters.use")),
        h("button.quiet.small-button.only-icon", {
          type: "button", "aria-label": t("letters.download.of", { name }),
          onclick: () => attempt(() => saveAs(`${fileName(name)}.docx`, letterTemplateFile(id))),
        }, icon("download", 16)),
        !item.is_example && h("button.quiet.small-button.only-icon", {
          type: "button", "aria-label": t("letters.remove.of", { name }), onclick: () => attempt(() => remove(item)),
        }, icon("trash", 16))));
  }
  async function remove({ id, name }) {
    const question = { title: t("letters.remove.title", { name }), text: t("letters.remove.text"), action: t("letters.remove") };
    if (!(await confirm(question))) return;
    await removeLetterTemplate(id);
    toast(t("letters.removed", { name }));
    look();
  }
  async function attempt(work) {
    replace(trouble);
    await work().catch((problem) => replace(trouble, problemBox(problem)));
  }
}

function entry(item) {
  const { id, name, made, failed, created_at: at } = item;
  const facts = [t("letters.made", { n: made }), at && when(at)];
  return h("li", null,
    h("div", null, h("a.person", { href: `/sheets/letters/${id}` }, name), h("p.small", null, facts.filter(Boolean).join(" · "))),
    h("div.row", null,
      failed > 0 && h("span.state.warn", null, icon("alert", 18), t("letters.missing", { n: failed })),
      lettersMark(item)));
}
