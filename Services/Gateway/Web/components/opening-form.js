// Before another person's conversation.
import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { reasonForm } from "./reason-form.js";

/** `onopen(reason)` resolves when it is open. */
export function openingForm(onopen) {
  return h("div.stack", null, h("p", null, t("opening.why")),
    reasonForm({ label: t("opening.reason"), hint: t("opening.reason.hint"), action: t("opening.action"), open: onopen }));
}
