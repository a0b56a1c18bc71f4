import { h, replace } from "../modules/dom.js";
import { exactly, t } from "../modules/i18n.js";
import { giveBack, intervention as ask } from "../modules/alerts.js";
import { onLive } from "../modules/live.js";
import { whileVisible } from "../modules/polling.js";
import { nameOf } from "../components/alert-card.js";
import { confirm } from "../components/dialog.js";
import { icon } from "../components/icon.js";
import { interventionNotes } from "../components/intervention-notes.js";
import { leaveLoading, load } from "../components/loading.js";
import { liveTalk } from "../components/live-talk.js";
import { problemBox } from "../components/problem.js";
import { toast } from "../components/toast.js";

export const styles = ["people", "offices", "prose", "alerts"];
export const texts = ["alerts"];

/** A tutor in a student's conversation, in the assistant's place: messages both ways, notes, and giving it back. */
export default function interventionScreen({ params: { id } }) {
  let talk = null;
  let conversation = null;
  let shown = null;
  const place = h("div");
  const back = h("a.back", { href: "/interventions" }, icon("left", 18), t("tending.interventions"));
  const element = h("div.page.wide", null, back, place);
  const screen = { element, title: t("intervention.title"), focus: () => element.querySelector("h1"), leave };
  const refresh = () => load(place, (signal) => ask(id, { signal }), show);
  const again = () => talk?.again();
  const stops = [
    onLive("conversation.changed", (subject) => subject === conversation && again()),
    // Of what is shown already there is nothing new: whoever has begun to write goes on.
    onLive("intervention.changed", (subject, data) => subject === id && data?.state !== shown && refresh()),
    onLive("resumed", again),
  ];
  // Messages come without the socket, too.
  const watch = whileVisible(5000, again);
  refresh();
  return screen;

  function show(intervention) {
    const { state, student, ended_at: ended } = intervention;
    const name = nameOf(student);
    const active = state === "active";
    const trouble = h("div");
    conversation = intervention.conversation_id;
    shown = state;
    screen.title = t("intervention.with", { name });
    document.title = document.title.replace(/^.*(?= · )/, screen.title);
    talk?.leave();
    talk = active ? liveTalk(intervention) : null;
    const end = h("button", { type: "button", onclick: () => close(name, trouble) }, icon("left", 18), t("intervention.end"));
    return h("div.stack", null,
      h("div.row.spread", null, h("h1", { tabindex: -1 }, t("intervention.with", { name })), active && end),
      h("div.message", { role: "status" }, icon(active ? "person" : "info"),
        h("p", null, active ? t("intervention.active", { name }) : t("intervention.ended", { time: ended ? exactly(ended) : "" }))),
      trouble,
      h("div.intervention", null, talk?.element, interventionNotes(intervention)));
  }
  async function close(name, trouble) {
    const question = { title: t("intervention.end.title"), text: t("intervention.end.text", { name }), action: t("intervention.end") };
    if (!(await confirm(question))) return;
    try {
      await giveBack(id);
      toast(t("intervention.end.done"));
      refresh();
    } catch (problem) {
      replace(trouble, problemBox(problem, { onretry: () => close(name, trouble) }));
    }
  }
  function leave() {
    stops.forEach((stop) => stop());
    watch.stop();
    talk?.leave();
    leaveLoading(place);
  }
}
