import { debounced, h, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { saveFrom } from "../modules/files.js";
import { exportAddress, offices as ask } from "../modules/offices.js";
import { query as asQuery } from "../modules/query.js";
import { rename } from "../modules/router.js";
import { selection } from "../components/field.js";
import { icon } from "../components/icon.js";
import { openOfficeForm } from "../components/office-form.js";
import { officeRow } from "../components/office-row.js";
import { paged } from "../components/paged.js";
import { problemBox } from "../components/problem.js";
import { cardTable } from "../components/table.js";

export const styles = ["tables", "people", "offices"];
export const texts = ["consulta", "offices"];

/** What citizens are told of every office, kept by clerks. */
export default function offices({ query }) {
  const filter = { q: query.get("q") ?? "", stale: query.get("stale") ?? "" };
  let rows = new Map();
  const search = h("input", {
    type: "search", "aria-label": t("offices.search"), placeholder: t("offices.search"), value: filter.q, autocomplete: "off",
  });
  const which = selection([["", t("offices.all")], ["true", t("offices.onlyStale")]], {
    "aria-label": t("offices.which"), value: filter.stale, onchange: () => narrow("stale", which.value),
  });
  const waiting = h("div");
  const trouble = h("div");
  const count = h("p.small", { role: "status" });
  const actions = { onchange: refresh, onproblem: (problem) => replace(trouble, problemBox(problem, { onretry: refresh })) };
  const list = paged({
    ask: (page) => ask({ ...filter, limit: 50, ...page }),
    show: (items) => h("div.table.offices-table", null, table(items)),
    empty: () => (isNarrowed()
      ? h("div.empty", null, h("p", null, t("offices.none")), h("a.button", { href: "/offices" }, t("offices.showAll")))
      : h("div.empty", null, h("p", null, t("offices.empty")), h("a.button", { href: "/offices/import" }, t("offices.import")))),
    stage: t("offices.loading"),
    onpage({ total }) {
      rows = new Map();
      count.textContent = t("offices.total", { n: total });
    },
  });
  const element = h("div.page.wide", null,
    h("div.page-head", null,
      h("div.row.spread", null, h("h1", null, t("place.offices")),
        h("div.row", null,
          h("button.quiet", { type: "button", onclick: save }, icon("download"), t("offices.export")),
          h("a.button", { href: "/offices/import" }, icon("upload"), t("offices.import")),
          h("button.main", { type: "button", onclick: () => openOfficeForm({ ondone: refresh }) }, icon("plus"), t("offices.add")))),
      h("p.soft", null, t("offices.lead"))),
    h("div.stack", null,
      waiting,
      h("div.filters.two", null, h("div.search", null, icon("search", 18), search), which),
      count, trouble, list));
  search.addEventListener("input", debounced(250, () => narrow("q", search.value.trim())));
  refresh();

  function table(items) {
    // A row keeps its cells when more come in, and what is being written in them.
    for (const office of items) if (!rows.has(office.id)) rows.set(office.id, officeRow(office, actions));
    const cell = (...names) => ({ id }) => h("div.stack.tight", null, names.map((name) => rows.get(id)[name]));
    return cardTable({
      label: t("place.offices"),
      items,
      columns: [
        { title: t("office.municipality"), cell: ({ municipality }) => municipality.name, kind: "strong" },
        { title: t("offices.column.office"), cell: cell("dependencia", "localidades") },
        { title: t("offices.column.where"), cell: cell("direccion", "horario") },
        { title: t("offices.column.reach"), cell: cell("telefono", "whatsapp", "email") },
        { title: t("offices.column.state"), cell: cell("state") },
        { title: t("offices.column.more"), cell: ({ id }) => rows.get(id).menu },
      ],
    });
  }
  function refresh() {
    replace(trouble);
    list.refresh();
    ask({ stale: true, limit: 1 }).then(({ total }) => {
      replace(waiting, total > 0 && !filter.stale && h("div.message.warning", { role: "status" }, icon("alert"),
        h("p", null, t("offices.someStale", { n: total }), " ", h("a", { href: "/offices?stale=true" }, t("offices.showStale")))));
    }, () => {});
  }
  function narrow(name, value) {
    filter[name] = value;
    rename(`/offices${asQuery(filter)}`);
    refresh();
  }
  async function save() {
    replace(trouble);
    await saveFrom(exportAddress).catch((problem) => replace(trouble, problemBox(problem, { onretry: save })));
  }
  const isNarrowed = () => Boolean(filter.q || filter.stale);
  return { element, title: t("place.offices") };
}
