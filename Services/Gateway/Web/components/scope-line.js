// Which documents are asked: their names, and choosing others.
import { h, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { everything } from "../modules/asking.js";
import { collectionOf, documentOf } from "../modules/library.js";
import { openDialog } from "./dialog.js";
import { documentChoice } from "./document-choice.js";
import { icon } from "./icon.js";

/** `onchange(scope)`; `element.scope` is how it stands, `element.where()` says it in words. */
export function scopeLine(first, { onchange }) {
  let scope = first;
  const names = new Map(scope.documents.map(({ id, title }) => [id, title]));
  const chips = h("span.chips");
  const choose = h("button.small-button", { type: "button", onclick: open }, icon("library", 16), t("scope.choose"));
  const element = h("div.row.scope", { role: "group", "aria-label": t("scope.title") }, h("span.label", null, t("scope.title")), chips, choose);
  draw();

  function draw() {
    const entries = [...scope.collections.map((id) => ["collections", id]), ...scope.documents.map(({ id }) => ["documents", id])];
    const unknown = entries.filter(([, id]) => !names.get(id));
    const chip = ([kind, id]) => h("button.chip", {
      type: "button", "aria-label": t("scope.remove", { name: names.get(id) }), onclick: () => remove(kind, id),
    }, names.get(id), icon("cross", 16));
    replace(chips, entries.length ? entries.filter((each) => !unknown.includes(each)).map(chip) : h("span", null, t("scope.everything")));
    if (unknown.length) name(unknown);
  }
  /** What isn't there any more, or isn't one's to see, is left out. */
  async function name(unknown) {
    const gone = new Set();
    await Promise.all(unknown.map(async ([kind, id]) => {
      const ask = kind === "collections" ? collectionOf : documentOf;
      try {
        const { title, name: own } = await ask(id, { quiet: true });
        names.set(id, title || own);
      } catch ({ status }) {
        names.set(id, t("scope.one"));
        if (status === 404) gone.add(id);
      }
    }));
    if (!gone.size) return draw();
    const { collections, documents } = scope;
    return set({ collections: collections.filter((id) => !gone.has(id)), documents: documents.filter(({ id }) => !gone.has(id)) });
  }
  function set(next) {
    scope = { ...everything, ...next };
    for (const { id, title } of scope.documents) if (title) names.set(id, title);
    draw();
    onchange(scope);
  }
  function remove(kind, id) {
    set({ ...scope, [kind]: scope[kind].filter((each) => (each.id ?? each) !== id) });
    choose.focus();
  }
  function open() {
    const choice = documentChoice({ chosen: scope, onchange() {} });
    const form = h("form", { method: "dialog" }, choice,
      h("div.actions", null,
        h("button.quiet", { value: "all" }, t("scope.everything.use")),
        h("button.main", { value: "use" }, t("scope.use"))));
    openDialog({ title: t("scope.title"), className: "roomy", onclose(answer) {
      if (answer === "all") set(everything);
      if (answer === "use") set(choice.chosen);
    } }, form);
  }
  return Object.assign(Object.defineProperty(element, "scope", { get: () => scope }), {
    where: () => [...scope.collections, ...scope.documents.map(({ id }) => id)].map((id) => names.get(id)).filter(Boolean).join(", ") || t("scope.everything"),
  });
}
