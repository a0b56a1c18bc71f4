// What a table of offices changes, line by line, a kind at a time.
import { h, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { officeImport } from "../modules/offices.js";
import { icon } from "./icon.js";
import { changeList } from "./office-history.js";
import { paged } from "./paged.js";
import { cardTable } from "./table.js";

const looks = {
  error: ["bad", "alert"], remove: ["bad", "trash"], add: ["ok", "plus"], change: ["warn", "pencil"], unchanged: ["soft", "check"],
};

/** Of an import as the server gives it. What is wrong stands first, then what goes. */
export function importLines(report) {
  const counted = { ...report, error: report.errors };
  const kinds = Object.keys(looks).filter((each) => counted[each] > 0);
  let kind = kinds[0];
  const tabs = h("div.row", { role: "group", "aria-label": t("oimport.lines") });
  const list = paged({
    async ask({ cursor, signal }) {
      const { lines, next } = await officeImport(report.id, { action: kind, cursor, signal });
      // Lines have no id of their own; what the file lacks has no number either.
      return { items: lines.map((each, index) => ({ ...each, id: `${kind} ${cursor ?? 0} ${index}` })), next };
    },
    show: (items) => cardTable({ label: t("oimport.lines"), columns: columns(kind), items }),
    empty: () => h("p.soft", null, t("oimport.nothing")),
  });
  function choose(each) {
    const had = tabs.contains(document.activeElement);
    kind = each;
    replace(tabs, kinds.map((name) => h("button.small-button", {
      type: "button", "aria-pressed": String(name === kind), onclick: () => choose(name),
    }, h("span.state", { class: looks[name][0] }, icon(looks[name][1], 18), t(`oimport.count.${name}`, { n: counted[name] })))));
    if (had) tabs.querySelector("[aria-pressed=true]")?.focus();
    list.refresh();
  }
  if (kind) choose(kind);
  return h("div.stack", null, tabs, list);
}

function columns(kind) {
  return [
    { title: t("oimport.line"), cell: ({ line }) => line ?? "—", kind: "figures" },
    { title: t("office.municipality"), cell: ({ municipality, written }) => municipality?.name ?? written, kind: "strong" },
    { title: t("office.dependencia"), cell: ({ dependencia }) => dependencia || "—" },
    kind === "error"
      ? { title: t("oimport.why"), cell: ({ error }) => error?.detail ?? "" }
      : { title: t("oimport.changes"), cell: ({ changes }) => (changes.length ? changeList(changes) : "—") },
  ];
}
