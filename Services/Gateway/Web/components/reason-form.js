// What isn't meant for one's eyes opens for a reason, which whoever it is about reads.
import { t } from "../modules/i18n.js";
import { field } from "./field.js";
import { ownForm } from "./own-form.js";

const shortest = 10;

/** `label` over the reason, `hint` under it; `open(reason)` resolves when it is open. */
export function reasonForm({ label, hint = t("opening.reason.length"), action, wait = t("opening.wait"), main = true, open }) {
  const reason = field(label, { name: "reason", required: true, maxlength: 500 }, { rows: 3, hint });
  return ownForm({
    fields: [reason],
    action,
    wait,
    main,
    async save() {
      const text = reason.input.value.trim();
      if (text.length >= shortest) return open(text);
      reason.fail(t("opening.reason.short"));
      return reason.input.focus();
    },
  });
}
