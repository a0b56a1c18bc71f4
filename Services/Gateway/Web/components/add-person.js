import { h, replace } from "../modules/dom.js";
import { rich, t } from "../modules/i18n.js";
import { api } from "../modules/api.js";
import { copyButton } from "./copy.js";
import { blame, busy, choices, complete, field, usernameField } from "./field.js";
import { openDialog } from "./dialog.js";
import { problemBox } from "./problem.js";
import { toast } from "./toast.js";

const roles = ["student", "tutor", "clinician", "teacher", "clerk", "admin"];

/** A dialog that creates a person; `ondone()` when the list has one more. */
export function addPerson(ondone) {
  const name = field(t("setup.name"), { name: "name", autocomplete: "off", required: true, maxlength: 120 });
  const username = usernameField({ autocomplete: "off" });
  const email = field(t("people.email"), { name: "email", type: "email", autocomplete: "off" });
  const password = field(
    t("people.password"),
    { name: "password", type: "password", autocomplete: "new-password" },
    { hint: t("people.password.hint") },
  );
  const what = choices(t("people.roles"), roles.map((role) => [role, t(`role.${role}`)]), ["student"]);
  const trouble = h("div");
  const button = h("button.main", { type: "submit" }, t("people.create"));
  const back = h("button.quiet", { type: "button", onclick: () => dialog.close("") }, t("cancel"));
  const form = h("form", { novalidate: true, onsubmit: submit },
    name, username, email, password,
    what,
    trouble,
    h("div.actions", null, back, button));
  const dialog = openDialog({ title: t("people.add") }, form);
  name.input.focus();

  async function submit(event) {
    event.preventDefault();
    replace(trouble);
    if (!complete([name, username])) return;
    const account = {
      name: name.input.value.trim(),
      username: username.input.value.trim(),
      email: email.input.value.trim() || undefined,
      password: password.input.value || undefined,
      roles: what.chosen,
    };
    await busy(button, t("people.creating"), async () => {
      try {
        const person = await api.post("/api/users", account);
        dialog.close("");
        ondone();
        if (person.initial_password) showOnce(person);
        else toast(t("people.created", { name: person.name }));
      } catch (problem) {
        if (!blame(problem, [username, name, email, password])) replace(trouble, problemBox(problem));
      }
    });
  }
}

/** A password that was made for somebody, before it is gone. */
function showOnce({ name, username, initial_password: secret }) {
  const dialog = openDialog({ title: t("people.secret.title") },
    h("p", null, rich("people.secret.text", { name, username })),
    h("div.command", null, h("code", null, secret), copyButton(() => secret, { compact: true })),
    h("div.actions", null, h("button.main", { type: "button", onclick: () => dialog.close("") }, t("people.secret.done"))));
}
