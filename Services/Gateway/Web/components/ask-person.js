// «Hablar con una persona»: a request with a number, and the conversation with it where the citizen wants that.
import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { askForPerson } from "../modules/help-desk.js";
import { copyButton } from "./copy.js";
import { complete, field } from "./field.js";
import { openDialog } from "./dialog.js";
import { openForm } from "./dialog-form.js";

/** `question` is what was asked; `talked` whether there is a conversation to share. */
export function openAskPerson({ question = "", talked = false, ondone = () => {} } = {}) {
  const message = field(t("help.message"), { name: "message", required: true, maxlength: 4000, value: question }, { rows: 4 });
  const contact = field(t("help.contact"), { name: "contact", maxlength: 200, autocomplete: "email" }, { hint: t("help.contact.hint") });
  const shares = h("input", { type: "checkbox", name: "share_conversation" });
  openForm({
    title: t("help.ask"),
    action: t("help.send"),
    fields: [message, contact],
    first: message,
    content: [
      h("p.soft", null, t("help.lead")), message, contact,
      talked && h("label.check", null, shares, t("help.share")),
    ],
    async save() {
      if (!complete([message])) return false;
      const reach = contact.input.value.trim();
      const { number } = await askForPerson({
        message: message.input.value.trim(), ...(reach && { contact: reach }), share_conversation: shares.checked,
      });
      // After the form has closed, so that the focus goes back to where it was.
      setTimeout(() => told(number));
      ondone(number);
      return true;
    },
  });
}

function told(number) {
  openDialog({ title: t("help.sent") },
    h("p", null, t("help.number")), h("div.row", null, h("p.ticket-number", null, number), copyButton(() => number)),
    h("p.soft", null, t("help.keep")));
}
