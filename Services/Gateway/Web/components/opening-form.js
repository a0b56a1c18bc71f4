// Before another person's conversation: it opens for a reason, which that person reads.
import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { field } from "./field.js";
import { ownForm } from "./own-form.js";

/** `onopen(reason)` resolves when it is open. */
export function openingForm(onopen) {
  const reason = field(t("opening.reason"), { name: "reason", required: true, maxlength: 500 }, { rows: 3, hint: t("opening.reason.hint") });
  const form = ownForm({
    fields: [reason],
    action: t("opening.action"),
    wait: t("chat.loading"),
    main: true,
    async save() {
      const text = reason.input.value.trim();
      if (text.length >= 10) return onopen(text);
      reason.fail(t("opening.reason.short"));
      return reason.input.focus();
    },
  });
  return h("div.stack", null, h("p", null, t("opening.why")), form);
}
