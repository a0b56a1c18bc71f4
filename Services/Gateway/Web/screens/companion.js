import { h, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { announce, SentenceReader } from "../modules/announce.js";
import { asksAtFirstUse, assistant, course, keepMood, tone } from "../modules/companion.js";
import { conversationOf } from "../modules/conversations.js";
import { onLive } from "../modules/live.js";
import { rename } from "../modules/router.js";
import { correct as keepCorrection, readingsOf } from "../modules/readings.js";
import { publicSupport } from "../modules/support.js";
import { companionBar } from "../components/companion-bar.js";
import { companionManner } from "../components/companion-manner.js";
import { companionStart, whatIsKept } from "../components/companion-start.js";
import { composer } from "../components/composer.js";
import { openDialog } from "../components/dialog.js";
import { openHelp } from "../components/help-card.js";
import { icon } from "../components/icon.js";
import { listBeside } from "../components/list-beside.js";
import { sidePanel } from "../components/side-panel.js";
import { talkHead } from "../components/talk-head.js";
import { thread } from "../components/thread.js";
import { toast } from "../components/toast.js";

export const styles = ["chat", "prose", "history", "people", "help", "companion"];
export const texts = ["help", "companion", "emotions", "people", "privacy"];

/** «Acompañamiento»: a calm place to talk, where help and who answers are always in view. */
export default function companion({ params }) {
  let conversation = null;
  let reader = null;
  let frame = 0;
  let readings = new Map();
  /** Something changed while an answer was read. */
  let missed = false;
  let first = asksAtFirstUse();
  const bar = companionBar();
  const manner = companionManner({
    onchange: (change) => Object.assign(conversation, change),
    onmood: mood,
  });
  const aside = h("div.case");
  const panel = sidePanel({ name: "companion", title: t("companion.panel"), content: aside });
  const head = talkHead({
    panelButton: panel.button, path: "/companion", start: t("companion.new"),
    onchange(change) {
      Object.assign(conversation, change);
      show();
    },
  });
  const talk = thread({
    head, beginning, path: "/companion", ongone: gone, onlocked: gone,
    actions: {
      retry, edit, unqueue, correct, source() {},
      review: (message, feedback) => conversation.review(message, feedback),
      conversation: () => conversation.id,
    },
  });
  const box = composer({ onsend: send, onstop: () => conversation.stop(), label: t("companion.write"), pictures: false, interrupts: true });
  const kept = h("button.link", { type: "button", onclick: openKept }, t("companion.kept.open"));
  const line = h("span");
  const closed = h("div");
  const foot = h("div.box", null, closed, h("p.small", null, line, " ", kept), box);
  const list = listBeside(params.id, "/companion");
  const middle = h("div.talk.companion");
  const element = h("div.chat", null, list, middle, panel.element);
  const screen = { element, title: t("place.companion"), focus: () => (first ? element.querySelector("h1") : box.text), update, leave };
  const listeners = { change: draw, opened, answered };
  const stops = [
    onLive("conversation.changed", changedElsewhere),
    onLive("analysis.completed", (subject, data) => data?.conversation_id === conversation.id && readAgain()),
    onLive("resumed", () => {
      changedElsewhere(conversation.id);
      readAgain();
    }),
  ];
  addEventListener("keydown", shortcut);
  open(params.id);
  place();
  publicSupport({ quiet: true }).then(({ ready }) => !ready && replace(closed, notReady()), () => {});
  return screen;

  /** The conversation, or before it what is asked once. */
  function place() {
    if (!first) return replace(middle, bar, talk.element, foot);
    const start = companionStart({
      onbegin() {
        first = false;
        place();
        box.text.focus();
      },
    });
    return replace(middle, bar, h("div.turns", null, start));
  }
  function update({ params: next }) {
    if (next.id !== (conversation.id ?? undefined) || !next.id) open(next.id);
    return screen;
  }
  function open(id) {
    unlisten();
    conversation = conversationOf(id, assistant);
    Object.assign(conversation, { tone: tone.get(), course: course.get() });
    for (const [type, listener] of Object.entries(listeners)) conversation.addEventListener(type, listener);
    foot.hidden = false;
    box.use(conversation.key);
    list.mark(id ?? null);
    readings = new Map();
    missed = false;
    talk.open(conversation);
    show();
    readAgain();
  }
  function beginning() {
    return h("div.empty", null,
      h("p", null, t("companion.empty")), manner,
      h("div.examples", null, ["1", "2", "3"].map((n) => t(`companion.try.${n}`)).map((text) =>
        h("button", { type: "button", onclick: () => fill(text) }, text))));
  }
  /** Said before the first words, not after them. */
  function notReady() {
    return h("div.message.warning", { role: "status" }, icon("alert"), h("p", null, t("companion.notReady")));
  }
  function openKept() {
    openDialog({ title: t("companion.kept.title"), className: "roomy" }, whatIsKept(),
      h("p", null, t("companion.kept.decide"), " ",
        h("a", { href: "/my-data", onclick: ({ target }) => target.closest("dialog").close("") }, t("place.my-data"))));
  }
  async function mood(words) {
    if (conversation.id) await tellMood(words);
    conversation.mood = words || null;
  }
  async function tellMood(words) {
    const { help } = (await keepMood(conversation.id, words)) ?? {};
    if (help) openHelp(help, conversation.id);
  }
  /** What was read of one's messages comes after them. */
  async function readAgain() {
    const asked = conversation;
    const found = await readingsOf(asked.id);
    if (asked !== conversation || !found.size) return;
    readings = found;
    draw();
  }
  async function correct({ id }, label) {
    try {
      readings.set(id, await keepCorrection(id, label));
      toast(t(label ? "reading.kept" : "reading.withdrawn"));
      draw();
    } catch (problem) {
      toast(problem.message);
    }
  }
  function changedElsewhere(id) {
    if (!id || id !== conversation.id) return;
    missed = conversation.generation !== null;
    if (!missed) talk.refresh();
  }
  function unlisten() {
    for (const [type, listener] of Object.entries(listeners)) conversation?.removeEventListener(type, listener);
  }
  function gone() {
    unlisten();
    foot.hidden = true;
    conversation = conversationOf(null, assistant);
    head.bare(t("chat.gone"));
    retitle(t("chat.gone"));
  }

  async function send(text) {
    const asked = conversation;
    await asked.interrupt();
    asked.send(text);
    if (asked !== conversation) return;
    reader = new SentenceReader();
    talk.asked();
  }
  function retry(message) {
    reader = new SentenceReader(message.text);
    box.button.focus();
    conversation.retry(message);
  }
  function edit(message) {
    fill([conversation.takeBack(message).text, box.text.value].filter(Boolean).join("\n"));
  }
  function unqueue(message) {
    if (conversation.unqueue(message)) fill([message.text, box.text.value].filter(Boolean).join("\n"));
  }
  function fill(text) {
    box.write(text);
    box.text.focus();
  }

  /** At most once a frame, however fast the answer comes. */
  function draw() {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      // With a person there, it is between the two of them.
      const shown = conversation.responder === "tutor" ? new Map() : readings;
      for (const message of conversation.messages) message.reading = shown.get(message.id);
      talk.show();
      show();
    });
  }
  function show() {
    const last = conversation.messages.at(-1);
    head.update(conversation);
    bar.update(conversation);
    line.textContent = conversation.responder === "tutor"
      ? t("companion.line.tutor", { name: conversation.tutor?.name ?? t("help.tutor") })
      : t("companion.line");
    manner.update(conversation);
    // Once one talks, the settings are beside the conversation.
    if (conversation.messages.length && !aside.contains(manner)) replace(aside, manner);
    if (!conversation.messages.length) replace(aside, h("p.soft", null, t("companion.panel.empty")));
    retitle(conversation.title ?? t("place.companion"));
    box.writing(conversation.writing);
    if (conversation.generation && last?.role === "assistant") reader?.read(last.text);
  }
  function retitle(name) {
    screen.title = name;
    if (element.isConnected) document.title = document.title.replace(/^.*(?= · )/, name);
  }
  function opened() {
    rename(`/companion/${conversation.id}`);
    box.rekey(conversation.id);
    list.mark(conversation.id);
    // How one is was said before there was a conversation to keep it with.
    if (conversation.mood) tellMood(conversation.mood).catch(() => {});
  }
  function answered({ detail: answer }) {
    reader?.read(answer.text, { finished: true });
    reader = null;
    if (answer.status === "complete" && !answer.byTutor) announce(t("chat.finished"));
    list.refresh();
    if (missed) changedElsewhere(conversation.id);
  }
  function shortcut(event) {
    if (document.querySelector("dialog[open], :popover-open")) return;
    if (event.key === "Escape" && conversation.generation) conversation.stop();
  }
  function leave() {
    unlisten();
    cancelAnimationFrame(frame);
    [list, talk, panel].forEach((part) => part.leave());
    stops.forEach((stop) => stop());
    removeEventListener("keydown", shortcut);
  }
}
