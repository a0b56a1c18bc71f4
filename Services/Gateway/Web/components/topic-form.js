import { t } from "../modules/i18n.js";
import { topicKinds } from "../modules/desk.js";
import { openForm } from "./dialog-form.js";
import { complete, field } from "./field.js";

/** An approved answer to write or change; `save(values)` keeps it. `lead` says what it answers. */
export function openTopicForm({ title, topic = {}, lead, save }) {
  const name = field(t("topic.title"), { name: "title", required: true, maxlength: 120, value: topic.title ?? "" });
  const kinds = topicKinds.map((each) => [each, t(`topic.kind.${each}`)]);
  const kind = field(t("topic.kind"), { name: "kind", value: topic.kind ?? "procedure" }, { options: kinds });
  const text = { name: "answer", required: true, maxlength: 4000, value: topic.answer ?? "" };
  const answer = field(t("topic.answer"), text, { rows: 7, hint: t("topic.answer.hint") });
  const lines = { name: "questions", value: (topic.questions ?? []).join("\n") };
  const questions = field(t("topic.questions"), lines, { rows: 4, hint: t("topic.questions.hint") });
  openForm({
    title,
    action: t("topic.approve"),
    fields: [name, kind, answer, questions],
    first: topic.title ? answer : name,
    content: [lead, name, kind, answer, questions],
    async save() {
      if (!complete([name, answer])) return false;
      const asked = questions.input.value.split("\n").map((line) => line.trim()).filter(Boolean);
      if (asked.length > 20 || asked.some((line) => line.length > 300)) {
        questions.fail(t("topic.questions.many"));
        questions.input.focus();
        return false;
      }
      await save({ title: name.input.value.trim(), kind: kind.input.value, answer: answer.input.value.trim(), questions: asked });
      return true;
    },
  });
}
