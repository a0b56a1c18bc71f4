import { debounced, h, keyed, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { groups } from "../modules/groups.js";
import { people as ask, roles, statuses } from "../modules/people.js";
import { query as asQuery } from "../modules/query.js";
import { go, rename } from "../modules/router.js";
import { eraseDialog } from "../components/erase-person.js";
import { selection } from "../components/field.js";
import { icon } from "../components/icon.js";
import { paged } from "../components/paged.js";
import { peopleTabs } from "../components/people-tabs.js";
import { invitePerson } from "../components/person-form.js";
import { personRow } from "../components/person-row.js";

export const styles = ["people"];
export const texts = ["people", "privacy", "status"];

/** Who may use the suite, and as what. */
export default function people({ query }) {
  const filter = Object.fromEntries(["q", "role", "group", "status"].map((name) => [name, query.get(name) ?? ""]));
  let known = [];
  const search = h("input", { type: "search", "aria-label": t("people.search"), placeholder: t("people.search"), value: filter.q, autocomplete: "off" });
  const choose = (name, options) => selection([["", t(`people.any.${name}`)], ...options], {
    "aria-label": t(`people.by.${name}`), value: filter[name], onchange: ({ target }) => narrow(name, target.value),
  });
  const byGroup = h("span.with-menu");
  const filters = h("div.filters", null, h("div.search", null, icon("search", 18), search),
    choose("role", roles.map((role) => [role, t(`role.${role}`)])), byGroup,
    choose("status", statuses.map((status) => [status, t(`person.status.${status}`)])));
  const waiting = h("div");
  const start = h("div");
  const count = h("p.small", { role: "status" });
  const rows = h("ul.plain-list.people");
  const actions = { onchange: changed, onerase: (person) => eraseDialog(person, { ondone: refresh }) };
  const list = paged({
    ask: (page) => ask({ ...filter, limit: 50, ...page }),
    show(items) {
      keyed(rows, items, ({ id }) => id, () => personRow(actions));
      return rows;
    },
    empty: nobody,
    stage: t("people.loading"),
    onpage({ total, items }) {
      count.textContent = items.length ? t("people.total", { n: total }) : "";
      replace(start, total < 2 && !isNarrowed() && gettingStarted());
    },
  });
  const add = h("button.main", { type: "button", onclick: () => openInvite() }, icon("plus"), t("people.invite.short"));
  const element = h("div.page", null,
    h("div.row.spread", null, h("h1", null, t("place.people")),
      h("div.row", null, h("a.button", { href: "/people/import" }, icon("upload"), t("import.open")), add)),
    peopleTabs("/people"),
    waiting,
    h("div.stack", null, filters, count, list, start));

  search.addEventListener("input", debounced(250, () => narrow("q", search.value.trim())));
  refresh();
  groups().then(({ items }) => {
    known = items;
    if (items.length) replace(byGroup, choose("group", items.map(({ id, name }) => [id, name])));
  }).catch(() => {});

  function refresh() {
    list.refresh();
    lookForWaiting();
  }
  function narrow(name, value) {
    filter[name] = value;
    rename(`/people${asQuery(filter)}`);
    list.refresh();
  }
  function changed(person) {
    list.change(person);
    lookForWaiting();
  }
  /** Those who registered themselves can't work until somebody says yes. */
  async function lookForWaiting() {
    const total = await ask({ status: "pending", limit: 1, quiet: true }).then((page) => page.total, () => 0);
    const shows = total > 0 && filter.status !== "pending";
    replace(waiting, shows && h("div.message.warning", { role: "status" }, icon("alert"),
      h("p", null, t("people.pending", { n: total }), " ", h("a", { href: "/people?status=pending" }, t("people.pending.show")))));
  }
  function openInvite() {
    invitePerson({ groups: known, group: known.find(({ id }) => id === filter.group), ondone: refresh });
  }
  function nobody() {
    return h("div.empty", null,
      h("p", null, t("people.nobody")),
      h("button", { type: "button", onclick: () => go("/people") }, t("people.everybody")));
  }
  function isNarrowed() {
    return Object.values(filter).some(Boolean);
  }
  return { element, title: t("place.people") };
}

/** A working example for who has nobody yet. */
function gettingStarted() {
  return h("div.empty", null,
    h("p", null, t("people.empty")),
    h("p.small", null, t("try")),
    h("a.button", { href: "/people/import?example" }, t("people.example")));
}
