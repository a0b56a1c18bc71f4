// The dialogs that invite somebody and change what is known of them.
import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { changePerson, invite, roles } from "../modules/people.js";
import { openForm } from "./dialog-form.js";
import { choices, complete, field, usernameField } from "./field.js";
import { showLink } from "./one-time-link.js";
import { toast } from "./toast.js";

/** `groups` as the server lists them; `ondone(person)` when there is one more. */
export function invitePerson({ groups, group, ondone }) {
  const fields = personFields({ roles: ["student"], groups: group ? [group] : [] }, groups);
  const username = usernameField({ autocomplete: "off", required: false });
  username.querySelector("label").textContent = t("people.username");
  username.querySelector(".hint").textContent = t("people.username.hint");
  return openForm({
    title: t("people.invite"),
    action: t("people.invite.action"),
    content: [h("p.soft", null, t("people.invite.lead")), fields.name, fields.email, username, fields.rest],
    fields: [fields.name, fields.email, username],
    first: fields.name,
    async save() {
      if (!complete([fields.name])) return;
      const person = await invite({ ...fields.values(), username: username.input.value.trim() || undefined });
      ondone(person);
      showLink(person, { link: person.link, expires_at: person.link_expires_at });
      return true;
    },
  });
}

/** `ondone(person)` with how they stand then. */
export function editPerson(person, { groups, ondone }) {
  const fields = personFields(person, groups);
  return openForm({
    title: t("person.edit.title", person),
    action: t("save"),
    content: [fields.name, fields.email, fields.rest],
    fields: [fields.name, fields.email],
    first: fields.name,
    async save() {
      if (!complete([fields.name])) return;
      ondone(await changePerson(person.id, fields.values()));
      toast(t("saved"));
      return true;
    },
  });
}

function personFields(person, groups) {
  const name = field(t("person.name"), { name: "name", autocomplete: "off", required: true, maxlength: 120, value: person.name ?? "" });
  const email = field(t("people.email"), { name: "email", type: "email", autocomplete: "off", value: person.email ?? "" });
  const what = choices(t("people.roles"), roles.map((role) => [role, t(`role.${role}`)]), person.roles);
  const where = groups.length > 0
    && choices(t("people.groups"), groups.map((each) => [each.id, each.name]), person.groups.map(({ id }) => id));
  const minor = h("input", { type: "checkbox", checked: person.minor === true });
  const young = h("div.field", null,
    h("label.check", null, minor, t("person.minor")), h("div.hint", null, t("person.minor.hint")));
  return {
    name,
    email,
    rest: [what, where, young],
    values: () => ({
      name: name.input.value.trim(),
      // Emptied, it is taken away.
      email: email.input.value.trim(),
      roles: what.chosen,
      group_ids: where ? where.chosen : undefined,
      minor: minor.checked,
    }),
  };
}
