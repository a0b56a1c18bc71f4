// «Respuestas aprobadas»: what citizens are told about benefits, requirements and procedures.
import { h, replace } from "../modules/dom.js";
import { dayOf, exactly, t } from "../modules/i18n.js";
import { addTopic, changeTopic, removeTopic, restoreTopic, topicHistory, topics } from "../modules/desk.js";
import { openDialog } from "./dialog.js";
import { icon } from "./icon.js";
import { load } from "./loading.js";
import { problemBox } from "./problem.js";
import { toast } from "./toast.js";
import { openTopicForm } from "./topic-form.js";

export function answerList() {
  const place = h("div");
  const trouble = h("div");
  const refresh = () => {
    replace(trouble);
    return load(place, (signal) => topics({ signal }), ({ items }) => (items.length === 0
      ? h("p.soft", null, t("topic.none"))
      : h("ul.plain-list.entries", null, items.map(entry))));
  };
  const failed = (problem) => replace(trouble, problemBox(problem, { onretry: refresh }));

  function entry(topic) {
    const { title, kind, answer, example, updated_at: at, updated_by: by, questions = [] } = topic;
    return h("li", null,
      h("div", null,
        h("h3", null, title, example && h("span.chip", null, t("office.example"))),
        h("p.small", null, [t(`topic.kind.${kind}`), by?.name, dayOf(at)].filter(Boolean).join(" · ")),
        h("details", null, h("summary", null, t("topic.show")), h("p.as-written", null, answer),
          questions.length > 0 && [h("p.small", null, t("topic.questions")), h("ul", null, questions.map((each) => h("li", null, each)))])),
      h("div.row", null,
        act("topic.edit", edit, "button", icon("pencil", 18)),
        act("topic.history", history, "button.quiet"),
        act("topic.remove", remove, "button.quiet")));
    function act(name, work, kind, picture) {
      return h(kind, { type: "button", "aria-label": t(`${name}.of`, { title }), onclick: () => work(topic) }, picture, t(name));
    }
  }
  function add() {
    openTopicForm({ title: t("topic.add"), save: (values) => addTopic(values).then(done) });
  }
  function edit(topic) {
    const save = (values) => changeTopic(topic.id, { ...values, updated_at: topic.updated_at }).then(done);
    openTopicForm({ title: t("topic.edit"), topic, save });
  }
  function done() {
    toast(t("topic.saved"));
    refresh();
  }
  async function remove({ id, title, version }) {
    try {
      await removeTopic(id);
      toast(t("topic.removed", { title }), { action: t("undo"), onaction: () => restoreTopic(id, version).then(refresh, failed) });
      refresh();
    } catch (problem) {
      failed(problem);
    }
  }
  function history(topic) {
    const versions = h("div");
    const dialog = openDialog({ title: t("topic.history.of", { title: topic.title }), className: "roomy" }, versions);
    const back = async (version) => {
      try {
        await restoreTopic(topic.id, version);
        dialog.close("");
        done();
      } catch (problem) {
        replace(versions, problemBox(problem));
      }
    };
    load(versions, (signal) => topicHistory(topic.id, { signal }), ({ items }) => h("ul.plain-list.entries", null,
      items.map(({ version, change, at, by, title, answer }) => h("li", null,
        h("div", null,
          h("p", null, h("strong", null, t(`topic.change.${change}`)), " ",
            h("span.small", null, [exactly(at), by?.name].filter(Boolean).join(" · "))),
          h("details", null, h("summary", null, title), h("p.as-written", null, answer))),
        version !== topic.version && change !== "removed"
          && h("button", { type: "button", onclick: () => back(version) }, t("topic.restore"))))));
  }
  refresh();
  return {
    element: h("div.stack", null,
      h("div.row.spread", null, h("p.soft", null, t("topic.lead")),
        h("button.main", { type: "button", onclick: add }, icon("plus"), t("topic.add"))),
      trouble, place),
  };
}
