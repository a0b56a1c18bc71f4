// What a sheet shall be filled from: whole collections, or documents one by one.
import { debounced, h, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { collections, documents } from "../modules/library.js";
import { choices, selection } from "./field.js";
import { icon } from "./icon.js";
import { load } from "./loading.js";
import { paged } from "./paged.js";

/**
 * `chosen` as `{ collections: [id], documents: [{ id, title }] }`, one of them empty; `onchange()` when it is another.
 * `element.chosen` is how it stands.
 */
export function documentChoice({ chosen, onchange }) {
  let kind = chosen.documents.length ? "documents" : "collections";
  let whole = null;
  const single = new Map(chosen.documents.map((each) => [each.id, each]));
  const place = h("div");
  const picked = h("div");
  const kinds = h("div.row", { role: "group", "aria-label": t("choice.kind") });
  const list = h("div");
  const element = h("div.stack", null, place);
  load(place, (signal) => collections({ limit: 100, signal }), ({ items }) => (items.length ? view(items) : empty()));
  return Object.defineProperty(element, "chosen", {
    get: () => ({
      collections: kind === "collections" ? (whole?.chosen ?? chosen.collections) : [],
      documents: kind === "documents" ? [...single.values()] : [],
    }),
  });

  function empty() {
    return h("div.empty", null, h("p", null, t("choice.empty")), h("a.button", { href: "/library" }, t("choice.library")));
  }
  function view(items) {
    const known = items.filter(({ id }) => chosen.collections.includes(id)).map(({ id }) => id);
    const named = (each) => [each.name, t("choice.documents", { n: each.documents })].join(" · ");
    whole = choices(t("choice.which"), items.map((each) => [each.id, named(each)]), known);
    whole.classList.add("one-column");
    whole.addEventListener("change", onchange);
    const search = documentSearch(items);
    const choose = (next) => {
      kind = next;
      replace(kinds, ["collections", "documents"].map((name) => h("button.small-button", {
        type: "button", "aria-pressed": String(name === kind), onclick: () => {
          choose(name);
          kinds.querySelector("[aria-pressed=true]").focus();
          onchange();
        },
      }, t(name === "documents" ? "choice.documents.single" : "choice.collections"))));
      replace(list, kind === "collections" ? whole : search());
    };
    choose(kind);
    return h("div.stack", null, kinds, list);
  }
  /** Looked for only when it is wanted. */
  function documentSearch(items) {
    let shown = null;
    const filter = { q: "", collection_id: "" };
    return () => {
      if (shown) return shown;
      const found = paged({
        ask: (page) => documents({ ...filter, state: "ready", limit: 50, ...page }),
        show: (each) => h("ul.plain-list.document-choice", null, each.map(entry)),
        empty: () => h("p.soft", null, t("choice.none")),
      });
      const search = h("input", { type: "search", "aria-label": t("choice.search"), placeholder: t("choice.search"), autocomplete: "off" });
      const within = selection([["", t("choice.anywhere")], ...items.map(({ id, name }) => [id, name])], {
        "aria-label": t("choice.within"), value: "", onchange: () => narrow("collection_id", within.value),
      });
      const narrow = (name, value) => {
        filter[name] = value;
        found.refresh();
      };
      search.addEventListener("input", debounced(250, () => narrow("q", search.value.trim())));
      shown = h("div.stack", null, h("div.filters.two", null, h("div.search", null, icon("search", 18), search), within), picked, found);
      draw();
      found.refresh();
      return shown;
    };
  }
  function entry({ id, title, name, pages }) {
    const box = h("input", { type: "checkbox", checked: single.has(id), "data-document": id, onchange: () => {
      if (box.checked) single.set(id, { id, title: title || name, name });
      else single.delete(id);
      draw();
      onchange();
    } });
    const about = [title && !name.startsWith(title) && name, pages > 0 && t("choice.pages", { n: pages })];
    return h("li", null, h("label.check", null, box,
      h("span", null, title || name, " ", h("span.small", null, about.filter(Boolean).join(" · ")))));
  }
  function draw() {
    const all = [...single.values()];
    // Several may have one title: then their files' names tell them apart.
    const called = ({ title, name }) => (name && all.filter((each) => each.title === title).length > 1 ? `${title} (${name})` : title);
    const chips = all.map((each) => h("button.chip", {
      type: "button", "aria-label": t("choice.takeOut", { title: called(each) }), onclick: () => takeOut(each.id),
    }, called(each), icon("cross", 16)));
    replace(picked, chips.length > 0 && h("div.row", { role: "group", "aria-label": t("choice.picked") }, chips));
  }
  function takeOut(id) {
    single.delete(id);
    const box = element.querySelector(`[data-document="${CSS.escape(id)}"]`);
    if (box) box.checked = false;
    draw();
    onchange();
  }
}
