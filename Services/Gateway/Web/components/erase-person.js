// Erasing somebody: the dialog names what will happen and asks why; what was done is shown when it is.
import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { erasePerson, erasureOf } from "../modules/people.js";
import { openDialog } from "./dialog.js";
import { openForm } from "./dialog-form.js";
import { complete, field } from "./field.js";
import { followErasure } from "./erasure.js";

/** `ondone()` when the erasure has begun: from then on the account is gone. */
export function eraseDialog(person, { ondone }) {
  const reason = field(t("erase.reason"), { name: "reason", required: true, maxlength: 500 }, { rows: 3, hint: t("erase.reason.hint") });
  const name = field(t("erase.username", person), { name: "confirmation", autocomplete: "off", autocapitalize: "none", required: true });
  return openForm({
    title: t("erase.person.title", person),
    action: t("erase.action"),
    danger: true,
    content: [h("p", null, t("erase.person.text", person)), h("p", null, t("erase.final")), reason, name],
    fields: [reason, name],
    first: reason,
    async save() {
      if (!complete([reason, name])) return;
      if (name.input.value.trim() !== person.username) return name.fail(t("erase.differs", person));
      const report = await erasePerson(person.id, reason.input.value.trim());
      ondone();
      const place = h("div.stack");
      const stop = followErasure(place, report, { ask: () => erasureOf(person.id) });
      openDialog({ title: t("erase.person.done", person), className: "roomy", onclose: stop }, place);
      return true;
    },
  });
}
