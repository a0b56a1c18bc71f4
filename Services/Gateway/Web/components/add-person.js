import { h, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { api } from "../modules/api.js";
import { busy, complete, field } from "./field.js";
import { openDialog } from "./dialog.js";
import { problemBox } from "./problem.js";
import { toast } from "./toast.js";

const roles = ["student", "tutor", "clinician", "teacher", "clerk", "admin"];

/** A dialog that creates a person; `ondone()` when the list has one more. */
export function addPerson(ondone) {
  const name = field(t("setup.name"), { name: "name", autocomplete: "off", required: true, maxlength: 120 });
  const username = field(t("username"), { name: "username", autocomplete: "off", autocapitalize: "none", spellcheck: "false", required: true, maxlength: 64 }, { hint: t("username.hint") });
  const email = field(t("people.email"), { name: "email", type: "email", autocomplete: "off" });
  const password = field(t("people.password"), { name: "password", type: "password", autocomplete: "new-password", required: true }, { hint: t("password.hint") });
  const boxes = roles.map((role) => h("input", { type: "checkbox", value: role, checked: role === "student" }));
  const trouble = h("div");
  const button = h("button.main", { type: "submit" }, t("people.create"));
  const form = h("form", { novalidate: true, onsubmit: submit },
    name, username, email, password,
    h("fieldset.choices", null, h("legend", null, t("people.roles")),
      boxes.map((box) => h("label.check", null, box, t(`role.${box.value}`)))),
    trouble,
    h("div.actions", null, h("button.quiet", { type: "button", onclick: () => dialog.close("") }, t("cancel")), button));
  const dialog = openDialog({ title: t("people.add") }, form);
  name.input.focus();

  async function submit(event) {
    event.preventDefault();
    replace(trouble);
    if (!complete([name, username, password])) return;
    const account = {
      name: name.input.value.trim(),
      username: username.input.value.trim(),
      email: email.input.value.trim() || undefined,
      password: password.input.value,
      roles: boxes.filter(({ checked }) => checked).map(({ value }) => value),
    };
    const refusal = await busy(button, t("people.creating"), () => api.post("/api/users", account).then(() => null, (problem) => problem));
    if (refusal) {
      replace(trouble, problemBox(refusal));
    } else if (refusal === null) {
      dialog.close("");
      toast(t("people.created", { name: account.name }));
      ondone();
    }
  }
}
