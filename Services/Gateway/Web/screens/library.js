import { debounced, h, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { collectionAddress, collections } from "../modules/library.js";
import { query as asQuery } from "../modules/query.js";
import { go, rename } from "../modules/router.js";
import { makeSample } from "../modules/sample-collection.js";
import { can } from "../modules/session.js";
import { whoSees } from "../modules/who-sees.js";
import { collectionForm } from "../components/collection-form.js";
import { documentList } from "../components/document-list.js";
import { busy } from "../components/field.js";
import { icon } from "../components/icon.js";
import { paged } from "../components/paged.js";
import { problemBox } from "../components/problem.js";

export const styles = ["tables", "people", "documents"];
export const texts = ["library", "jobs", "visible"];

/** The collections that one may see, and a search through the titles of their documents. */
export default function libraryScreen({ query }) {
  const keeps = can("keep_documents");
  let q = query.get("q") ?? "";
  const search = h("input", {
    type: "search", "aria-label": t("library.search"), placeholder: t("library.search"), value: q, autocomplete: "off",
  });
  const trouble = h("div");
  const list = paged({
    ask: (page) => collections(page),
    show: (items) => h("div.group-cards", null, items.map(card)),
    empty,
    stage: t("library.loading"),
  });
  const found = documentList({ filter: () => ({ q }), empty: () => h("p.soft", null, t("library.none", { q })) });
  const results = h("section.stack", { hidden: true }, h("h2", null, t("library.found")), found);
  const all = h("section.stack", { "aria-label": t("library.collections") }, list);
  const add = () => collectionForm({ ondone: ({ id }) => go(collectionAddress(id)) });
  const element = h("div.page", null,
    h("div.page-head", null,
      h("div.row.spread", null, h("h1", null, t("place.library")),
        keeps && h("button.main", { type: "button", onclick: add }, icon("plus"), t("collection.add"))),
      h("p.soft", null, t("library.lead"))),
    h("div.stack", null, h("div.search", null, icon("search", 18), search), trouble, results, all));
  search.addEventListener("input", debounced(250, () => {
    q = search.value.trim();
    rename(`/library${asQuery({ q })}`);
    show();
  }));
  list.refresh();
  show();

  function show() {
    results.hidden = !q;
    all.hidden = Boolean(q);
    if (q) found.refresh();
  }
  function card(collection) {
    const { id, name, documents: n, pages } = collection;
    return h("article.card", null,
      h("h2", null, h("a.person", { href: collectionAddress(id) }, name)),
      h("p", null, [t("collection.documents", { n }), pages > 0 && t("document.pages", { n: pages })].filter(Boolean).join(" · ")),
      h("p.small", null, icon(isAlone(collection) ? "person" : "people", 16), whoSees(collection)));
  }
  function empty() {
    if (!keeps) return h("p.soft", null, t("library.empty.reader"));
    const button = h("button", { type: "button", onclick: () => sample(button) }, t("sample.make"));
    return h("div.empty", null, h("p", null, t("library.empty")), h("p.small", null, t("try")), h("div.row", null, button));
  }
  function sample(button) {
    return busy(button, t("sample.making"), async () => {
      try {
        go(collectionAddress((await makeSample()).id));
      } catch (problem) {
        replace(trouble, problemBox(problem));
      }
    });
  }
  return { element, title: t("place.library"), leave: () => found.leave() };
}

const isAlone = ({ groups, roles }) => !groups.length && !roles.length;
