// «Lo que no supimos responder»: what was asked most, first; one click turns it into an approved answer.
import { h } from "../modules/dom.js";
import { t, when } from "../modules/i18n.js";
import { answerUnanswered, dismissUnanswered, unanswered as ask } from "../modules/desk.js";
import { icon } from "./icon.js";
import { paged } from "./paged.js";
import { toast } from "./toast.js";
import { openTopicForm } from "./topic-form.js";

export function unansweredList() {
  const going = new Map();
  const list = paged({
    ask: (page) => ask(page),
    show: (items) => h("ul.plain-list.entries", null, items.filter(({ id }) => !going.has(id)).map(entry)),
    empty: () => h("p", null, t("unanswered.none")),
    stage: t("inbox.loading"),
  });
  function entry(group) {
    const { id, example, count, last_at: last, variants } = group;
    const others = variants.filter((each) => each !== example);
    return h("li", null,
      h("div", null,
        h("p", null, h("strong", null, example)),
        h("p.small", null, t("unanswered.count", { n: count }), " · ", t("unanswered.last", { when: when(last) })),
        others.length > 0 && h("details", null, h("summary", null, t("unanswered.variants", { n: others.length })),
          h("ul", null, others.map((each) => h("li", null, each))))),
      h("div.row", null,
        act("unanswered.answer", () => answer(id, example, variants), "button", icon("pencil", 18)),
        act("unanswered.dismiss", () => dismiss(group), "button.quiet")));
    function act(name, work, kind, picture) {
      return h(kind, { type: "button", "aria-label": t(`${name}.of`, { text: example }), onclick: work }, picture, t(name));
    }
  }
  function answer(id, example, variants) {
    openTopicForm({
      title: t("unanswered.answer"),
      lead: h("p.as-written", null, example),
      topic: { title: titleOf(example), questions: variants.slice(0, 20).map((each) => each.slice(0, 300)) },
      async save(values) {
        await answerUnanswered(id, values);
        toast(t("topic.saved"));
        list.refresh();
      },
    });
  }
  /** Nothing brings a dismissed group back, so it is sent when the time to take it back is over. */
  function dismiss(group) {
    const end = toast(t("unanswered.dismissed"), {
      action: t("undo"),
      onaction() {
        going.delete(group.id);
        list.change(group);
      },
      async ondone() {
        await dismissUnanswered(group.id).catch((problem) => toast(problem.message));
        going.delete(group.id);
        list.refresh();
      },
    });
    going.set(group.id, end);
    list.change(group);
  }
  list.refresh();
  const element = h("div.stack", null, h("p.soft", null, t("unanswered.lead")), list);
  return { element, leave: () => [...going.values()].forEach((end) => end()) };
}

/** A question as a title: «¿Cómo pido turno?» is «Cómo pido turno». */
const titleOf = (question) => question.replace(/^[¿¡\s]+|[?!.\s]+$/g, "").slice(0, 120);
