import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { groups as ask } from "../modules/groups.js";
import { go } from "../modules/router.js";
import { can } from "../modules/session.js";
import { groupForm } from "../components/group-form.js";
import { icon } from "../components/icon.js";
import { load } from "../components/loading.js";
import { peopleTabs } from "../components/people-tabs.js";

export const styles = ["people"];
export const texts = ["people"];

/** Classes and wards; a tutor sees the own ones. */
export default function groups() {
  const administers = can("administer_users");
  const title = t(administers ? "place.people" : "place.groups");
  const place = h("div");
  const open = () => groupForm({ ondone: ({ id }) => go(`/groups/${id}`) });
  const add = administers && h("button.main", { type: "button", onclick: open }, icon("plus"), t("group.add"));
  const element = h("div.page", null,
    h("div.row.spread", null, h("h1", null, title), add),
    peopleTabs("/groups"),
    h("p.soft", null, t(administers ? "groups.lead" : "groups.lead.tutor")),
    place);
  load(place, (signal) => ask({ signal }), ({ items }) => (items.length ? list(items) : empty(administers)), { stage: t("groups.loading") });
  return { element, title: administers ? t("groups.tab") : title };
}

function list(items) {
  return h("ul.plain-list.group-cards", null, items.map(({ id, name, kind, members, tutors }) => h("li.card", null,
    h("p.small", null, t(`group.kind.${kind}`)),
    h("h2", null, h("a", { href: `/groups/${id}` }, name)),
    h("p", null, [t("group.members", { n: members }), tutors === 0 ? t("group.noTutors") : t("group.tutors", { n: tutors })].join(" · ")))));
}

function empty(administers) {
  return h("div.empty", null,
    h("p", null, t(administers ? "groups.empty" : "groups.empty.tutor")),
    administers && h("p.small", null, t("try")),
    administers && h("a.button", { href: "/people/import?example" }, t("people.example")));
}
