import { debounced, h, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { upload, uploads } from "../modules/document-uploads.js";
import { collectionOf, removeCollection } from "../modules/library.js";
import { query as asQuery } from "../modules/query.js";
import { go } from "../modules/router.js";
import { can } from "../modules/session.js";
import { whoSees } from "../modules/who-sees.js";
import { collectionForm } from "../components/collection-form.js";
import { confirm } from "../components/dialog.js";
import { documentList } from "../components/document-list.js";
import { catchFiles, dropZone } from "../components/drop-zone.js";
import { selection } from "../components/field.js";
import { icon } from "../components/icon.js";
import { leaveLoading, load } from "../components/loading.js";
import { menuButton, menuItem } from "../components/menu.js";
import { toast } from "../components/toast.js";
import { uploadList } from "../components/upload-list.js";

export const styles = ["tables", "people", "offices", "documents"];
export const texts = ["library", "jobs", "visible"];

/** A collection: files come in, are read, and are found. */
export default function collectionScreen({ params: { id } }) {
  const back = h("a.back", { href: "/library" }, icon("left", 18), t("place.library"));
  const place = h("div");
  const screen = { element: h("div.page", null, back, place), title: t("place.library"), leave };
  let collection = null;
  let parts = [];
  load(place, (signal) => collectionOf(id, { signal }), show);
  return screen;

  function show(found) {
    collection = found;
    screen.title = found.name;
    document.title = document.title.replace(/^.*(?= · )/, found.name);
    const name = h("h1", null, found.name);
    const facts = h("p.soft");
    const keeps = found.is_mine && can("keep_documents");
    const list = documentsOf();
    const sent = keeps && uploadList(id);
    const files = (chosen) => upload(id, chosen);
    const drop = keeps && dropZone({ onfiles: files });
    const page = h("div.stack.roomy-stack", null,
      h("div.page-head", null,
        h("div.row.spread", null, name,
          h("div.row", null, h("a.button", { href: `/ask${asQuery({ collections: id })}` }, icon("ask"), t("collection.ask")), keeps && menu())),
        facts),
      drop, sent, list.element);
    // Anywhere on the page will do; the zone catches its own.
    if (keeps) catchFiles(page, drop, files);
    const kept = ({ detail }) => detail.collection === id && renewed();
    uploads.addEventListener("kept", kept);
    parts = [list, sent, { leave: () => uploads.removeEventListener("kept", kept) }].filter(Boolean);
    const renewed = debounced(300, () => {
      list.renew();
      count();
    });
    const tell = () => {
      name.textContent = collection.name;
      facts.textContent = [
        t("collection.documents", { n: collection.documents }), collection.pages > 0 && t("document.pages", { n: collection.pages }), whoSees(collection),
      ].filter(Boolean).join(" · ");
    };
    async function count() {
      collection = await collectionOf(id, { quiet: true }).catch(() => collection);
      tell();
    }
    function menu() {
      const button = h("button.icon", { type: "button", "aria-label": t("collection.manage", found) }, icon("more"));
      return menuButton(button, () => [
        menuItem({ label: t("collection.edit"), icon: icon("pencil"), act: () => collectionForm({ collection, ondone: count }) }),
        menuItem({ label: t("collection.remove"), icon: icon("trash"), danger: true, act: remove }),
      ]);
    }
    function documentsOf() {
      const filter = { q: "", state: "" };
      const search = h("input", { type: "search", "aria-label": t("library.search.here"), placeholder: t("library.search.here"), autocomplete: "off" });
      const states = ["", "ready", "reading", "waiting", "failed", "cancelled"];
      const which = selection(states.map((each) => [each, t(each ? `document.state.${each}` : "document.state.all")]), {
        "aria-label": t("document.which"), onchange: () => narrow("state", which.value),
      });
      const nothing = () => (filter.q || filter.state
        ? h("p.soft", null, t("library.none.here"))
        : h("p.soft", null, t(keeps ? "collection.empty" : "collection.empty.reader")));
      const listed = documentList({ filter: () => ({ collection_id: id, ...filter }), empty: nothing, onread: debounced(500, count) });
      const narrow = (key, value) => {
        filter[key] = value;
        listed.refresh();
      };
      search.addEventListener("input", debounced(250, () => narrow("q", search.value.trim())));
      listed.refresh();
      const element = h("section.stack", null, h("h2", null, t("library.documents")),
        h("div.filters.two", null, h("div.search", null, icon("search", 18), search), which), listed);
      return { element, renew: listed.renew, leave: listed.leave };
    }
    tell();
    return page;
  }
  async function remove() {
    const { name, documents: n, pages } = collection;
    const text = n ? t("collection.remove.text", { n, pages, seen: whoSees(collection) }) : t("collection.remove.empty");
    if (!(await confirm({ title: t("collection.remove.title", { name }), text, action: t("collection.remove") }))) return;
    try {
      await removeCollection(id);
      toast(t("collection.removed", { name }));
      go("/library", { replace: true });
    } catch (problem) {
      toast(problem.message);
    }
  }
  function leave() {
    leaveLoading(place);
    parts.forEach((part) => part.leave());
  }
}
