// What is done about an alert that has to be said in words: to whom it is passed on, why it is none, how it ended.
import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { orderAlert, recipientsOf } from "../modules/alerts.js";
import { openForm } from "./dialog-form.js";
import { openDialog } from "./dialog.js";
import { complete, field } from "./field.js";
import { toast } from "./toast.js";

const reasonLimit = 500;

export const openFalseAlarm = (alert, ondone) => openOrder(alert, ondone, { key: "alert.false", order: "false-alarm", required: true });
export const openClose = (alert, ondone) => openOrder(alert, ondone, { key: "alert.close", order: "close" });

export async function openRefer(alert, ondone) {
  let people;
  try {
    people = await recipientsOf(alert.id);
  } catch (problem) {
    return toast(problem.message);
  }
  if (!people.length) return openDialog({ title: t("alert.refer") }, h("p", null, t("alert.refer.nobody")));
  const to = field(t("alert.refer.to"), { name: "to", required: true }, { options: people.map(({ id, name }) => [id, name]) });
  return openOrder(alert, ondone, { key: "alert.refer", order: "refer", before: [to], values: () => ({ to: to.input.value }) });
}

/** The form of an order with its reason, in the words of `key`; `before` it stand fields that give `values`. */
function openOrder(alert, ondone, { key, order, required = false, before = [], values = () => ({}) }) {
  const reason = field(t(`${key}.reason`), { name: "reason", required, maxlength: reasonLimit }, { rows: 3, hint: t(`${key}.hint`) });
  const fields = [...before, reason];
  openForm({
    title: t(key), action: t(`${key}.action`), fields, first: fields[0],
    content: [h("p.soft", null, t(`${key}.text`)), fields],
    async save() {
      if (!complete(fields)) return false;
      const text = reason.input.value.trim();
      ondone(await orderAlert(alert.id, order, { ...values(), ...(text && { reason: text }) }));
      toast(t(`${key}.done`));
      return true;
    },
  });
}
