import { h, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { addMember, group as ask, removeGroup, removeMember } from "../modules/groups.js";
import { go } from "../modules/router.js";
import { can } from "../modules/session.js";
import { consentList } from "../components/consents.js";
import { confirm, openDialog } from "../components/dialog.js";
import { groupForm } from "../components/group-form.js";
import { icon } from "../components/icon.js";
import { leaveLoading, load } from "../components/loading.js";
import { menuButton, menuItem } from "../components/menu.js";
import { personPicker } from "../components/person-picker.js";
import { problemBox } from "../components/problem.js";
import { toast } from "../components/toast.js";

export const styles = ["people"];
export const texts = ["people", "privacy"];

/** Who belongs to a group: its tutors, and those they look after. */
export default function groupScreen({ params: { id } }) {
  const administers = can("administer_users");
  const back = h("a.back", { href: "/groups" }, icon("left", 18), t(administers ? "groups.tab" : "place.groups"));
  const place = h("div");
  const trouble = h("div");
  const screen = { element: h("div.page.narrow", null, back, place), title: t("groups.tab"), leave: () => leaveLoading(place) };
  const refresh = () => load(place, (signal) => ask(id, { signal }), show);
  refresh();
  return screen;

  function show(group) {
    screen.title = group.name;
    document.title = document.title.replace(/^.*(?= · )/, group.name);
    const tutors = group.members.filter(({ roles }) => roles.includes("tutor"));
    const others = group.members.filter(({ roles }) => !roles.includes("tutor"));
    return h("div.page-parts", null,
      h("div.row.spread", null, h("div", null, h("p.small", null, t(`group.kind.${group.kind}`)), h("h1", null, group.name)), administers && manage(group)),
      trouble,
      administers && personPicker(t("group.addMember"), { onpick: (person) => attempt(async () => {
        await addMember(id, person.id);
        toast(t("group.added", { name: person.name, group: group.name }));
      }) }),
      part("group.part.tutors", tutors, "group.part.noTutors"),
      part("group.part.members", others, "group.noMembers",
        others.length > 0 && h("a.button", { href: `/groups/${id}/consents` }, t("guardians.open"))));
  }
  function part(title, members, none, action) {
    return h("section.stack", null,
      h("div.row.spread", null, h("h2", null, t(title), " ", h("span.soft.figures", null, members.length)), action),
      members.length ? h("ul.plain-list.entries", null, members.map(member)) : h("p.soft", null, t(none)));
  }
  function member(person) {
    const { name, roles } = person;
    return h("li", null,
      h("div", null, administers ? h("a.person", { href: `/people/${person.id}` }, name) : h("span.person", null, name),
        h("p.small", null, roles.map((role) => t(`role.${role}`)).join(", "))),
      h("div.row", null,
        roles.includes("student") && h("button.small-button", {
          type: "button", "aria-label": t("group.consents.of", { name }), onclick: () => openDialog(
            { title: t("group.consents.of", { name }), className: "roomy" }, h("p.soft", null, t("consents.guardian.lead")), consentList(person)),
        }, t("consents.title")),
        administers && h("button.quiet.small-button.only-icon", {
          type: "button", "aria-label": t("group.takeOut", { name }), onclick: () => takeOut(person),
        }, icon("cross", 16))));
  }
  function takeOut(person) {
    return attempt(async () => {
      await removeMember(id, person.id);
      toast(t("group.takenOut", { name: person.name }), { action: t("undo"), onaction: () => attempt(() => addMember(id, person.id)) });
    });
  }
  async function attempt(work) {
    replace(trouble);
    try {
      await work();
      await refresh();
    } catch (problem) {
      replace(trouble, problemBox(problem));
    }
  }
  function manage(group) {
    const button = h("button.icon", { type: "button", "aria-label": t("group.manage", group) }, icon("more"));
    return menuButton(button, () => [
      menuItem({ label: t("group.edit"), icon: icon("pencil"), act: () => groupForm({ group, ondone: refresh }) }),
      menuItem({ label: t("group.remove"), icon: icon("trash"), danger: true, act: () => remove(group) }),
    ]);
  }
  async function remove(group) {
    const question = { title: t("group.remove.title", group), text: t("group.remove.text"), action: t("group.remove") };
    if (!(await confirm(question))) return;
    try {
      await removeGroup(id);
      toast(t("group.removed", group));
      go("/groups", { replace: true });
    } catch (problem) {
      replace(trouble, problemBox(problem));
    }
  }
}
