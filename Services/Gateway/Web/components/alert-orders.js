// What is done about an alert that has to be said in words: to whom it is passed on, why it is none, how it ended.
import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { orderAlert } from "../modules/alerts.js";
import { colleagues } from "../modules/colleagues.js";
import { openForm } from "./dialog-form.js";
import { complete, field } from "./field.js";
import { openDialog } from "./dialog.js";
import { toast } from "./toast.js";

const reasonLimit = 500;

export function openFalseAlarm(alert, ondone) {
  const reason = field(t("alert.false.reason"), { name: "reason", required: true, maxlength: reasonLimit }, { rows: 3, hint: t("alert.false.hint") });
  openForm({
    title: t("alert.false"), action: t("alert.false.action"), fields: [reason], first: reason,
    content: [h("p.soft", null, t("alert.false.text")), reason],
    async save() {
      if (!complete([reason])) return false;
      ondone(await orderAlert(alert.id, "false-alarm", { reason: reason.input.value.trim() }));
      toast(t("alert.false.done"));
      return true;
    },
  });
}

export function openClose(alert, ondone) {
  const reason = field(t("alert.close.reason"), { name: "reason", maxlength: reasonLimit }, { rows: 3, hint: t("alert.close.hint") });
  openForm({
    title: t("alert.close"), action: t("alert.close.action"), fields: [reason], first: reason,
    content: [h("p.soft", null, t("alert.close.text")), reason],
    async save() {
      const text = reason.input.value.trim();
      ondone(await orderAlert(alert.id, "close", text ? { reason: text } : {}));
      toast(t("alert.close.done"));
      return true;
    },
  });
}

export async function openRefer(alert, ondone) {
  let people;
  try {
    people = await colleagues();
  } catch (problem) {
    return toast(problem.message);
  }
  if (!people.length) return openDialog({ title: t("alert.refer") }, h("p", null, t("alert.refer.nobody")));
  const to = field(t("alert.refer.to"), { name: "to", required: true }, { options: people.map(({ id, name }) => [id, name]) });
  const reason = field(t("alert.refer.reason"), { name: "reason", maxlength: reasonLimit }, { rows: 3, hint: t("alert.refer.hint") });
  return openForm({
    title: t("alert.refer"), action: t("alert.refer.action"), fields: [to, reason], first: to,
    content: [h("p.soft", null, t("alert.refer.text")), to, reason],
    async save() {
      const text = reason.input.value.trim();
      ondone(await orderAlert(alert.id, "refer", { to: to.input.value, ...(text && { reason: text }) }));
      toast(t("alert.refer.done"));
      return true;
    },
  });
}
