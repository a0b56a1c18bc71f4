// What a roster would change, line by line, before anything is kept.
import { h, replace } from "../modules/dom.js";
import { has, t } from "../modules/i18n.js";
import { icon } from "./icon.js";
import { cardTable } from "./table.js";

const most = 100;
const looks = { create: ["ok", "plus"], update: ["warn", "pencil"], unchanged: ["soft", "check"], error: ["bad", "alert"] };
const kinds = ["error", "create", "update", "unchanged"];

/** `report` as the server gives it. What can't be taken over stands first. */
export function rosterPreview(report) {
  const counted = { create: report.create, update: report.update, unchanged: report.unchanged, error: report.errors };
  const body = h("div.stack");
  let kind = report.errors > 0 ? "error" : report.create > 0 ? "create" : "update";
  let length = most;
  const tabs = h("div.row", { role: "group", "aria-label": t("import.lines") });

  function show() {
    replace(tabs, kinds.filter((each) => counted[each] > 0).map((each) => h("button.small-button", {
      type: "button", "aria-pressed": String(each === kind), onclick: () => choose(each),
    }, mark(each, t(`import.count.${each}`, { n: counted[each] })))));
    const lines = report.lines.filter(({ action }) => action === kind);
    replace(body, cardTable({ label: t("import.lines"), columns: columns(kind), items: lines.slice(0, length) }),
      lines.length > length && h("div.row", null, h("button", { type: "button", onclick: () => more() }, t("more.items"))));
  }
  function choose(each) {
    const had = tabs.contains(document.activeElement);
    kind = each;
    length = most;
    show();
    if (had) tabs.querySelector("[aria-pressed=true]")?.focus();
  }
  function more() {
    length += most;
    show();
  }
  show();
  return h("div.stack", null, tabs, body);
}

function mark(action, text) {
  const [colour, shape] = looks[action];
  return h("span.state", { class: colour }, icon(shape, 18), text);
}

function columns(kind) {
  const column = (name, cell, style) => ({ title: t(name), cell, kind: style });
  const line = column("import.line", ({ line: number }) => number, "figures");
  const name = column("person.name", ({ name: text }) => text || "—", "strong");
  if (kind === "error") return [line, column("import.why", ({ error }) => error?.detail ?? ""), name,
    column("import.email", ({ email }) => email || "—")];
  const what = kind === "update"
    ? [column("import.changes", ({ changes }) => h("ul.plain-list", null, changes.map(change)))]
    : [column("person.roles", ({ roles }) => roles.map(roleName).join(", ")), column("groups.tab", ({ groups }) => groups.map(groupName).join(", ") || "—"),
      column("person.minor.row", ({ minor }) => t(minor ? "yes" : "no"))];
  return [line, name, column("username", ({ username }) => username ?? "—"), column("import.email", ({ email }) => email || "—"), ...what];
}

const roleName = (role) => (has(`role.${role}`) ? t(`role.${role}`) : role);
const groupName = (group) => group.name ?? group;

function change({ field, from, to }) {
  const said = (value) => [value].flat().map((each) => roleName(groupName(each ?? ""))).join(", ") || t("person.none");
  return h("li", null, t(`import.field.${field}`), ": ", h("del", null, said(from)), " → ", h("ins", null, said(to)));
}
