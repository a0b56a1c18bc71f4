import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { announce, SentenceReader } from "../modules/announce.js";
import { conversationOf } from "../modules/conversations.js";
import { onLive } from "../modules/live.js";
import { takeQuestion } from "../modules/next-question.js";
import { addressOf } from "../modules/history.js";
import { go, rename } from "../modules/router.js";
import { casePanel } from "../components/case-panel.js";
import { composer } from "../components/composer.js";
import { openingBand } from "../components/opening-band.js";
import { consentNotice } from "../components/consent-notice.js";
import { listBeside } from "../components/list-beside.js";
import { sidePanel } from "../components/side-panel.js";
import { talkHead } from "../components/talk-head.js";
import { thread } from "../components/thread.js";

export const styles = ["chat", "prose", "history", "help"];
export const texts = ["help"];

export default function chat({ params }) {
  let conversation = null;
  let reader = null;
  let frame = 0;
  const facts = casePanel({
    onfind(message, entity) {
      panel.close();
      talk.find(message, entity);
    },
  });
  const panel = sidePanel({ name: "case", title: t("case.panel"), content: facts });
  const head = talkHead({
    panelButton: panel.button,
    onchange(change) {
      Object.assign(conversation, change);
      show();
    },
  });
  const talk = thread({ head, actions: { retry, edit, unqueue, review, source }, onexample: fill, ongone: gone, onlocked: locked });
  const box = composer({ onsend: send, onstop: () => conversation.stop() });
  const foot = h("div.box", null, consentNotice(), h("p.small", null, t("chat.disclaimer")), box);
  const list = listBeside(params.id);
  const band = openingBand();
  const middle = h("div.talk", null, talk.element, foot, band);
  const element = h("div.chat", null, list, middle, panel.element);
  const screen = { element, title: t("place.chat"), focus: () => box.text, update, leave };
  const listeners = { change: draw, opened, answered };
  const stops = [onLive("conversation.changed", changedElsewhere), onLive("resumed", () => changedElsewhere(conversation.id))];
  addEventListener("keydown", shortcut);
  box.catchDrops(middle);
  open(params.id);
  const question = takeQuestion();
  if (question) send(question.text, question.images);
  return screen;

  function update({ params: next }) {
    if (next.id !== (conversation.id ?? undefined) || !next.id) open(next.id);
    return screen;
  }
  function open(id) {
    unlisten();
    conversation = conversationOf(id);
    for (const [type, listener] of Object.entries(listeners)) conversation.addEventListener(type, listener);
    box.use(id ?? null);
    list.mark(id ?? null);
    talk.open(conversation);
    show();
  }
  function changedElsewhere(id) {
    if (id && id === conversation.id && !conversation.generation) talk.refresh();
  }
  function unlisten() {
    for (const [type, listener] of Object.entries(listeners)) conversation?.removeEventListener(type, listener);
  }
  function gone() {
    unlisten();
    cancelAnimationFrame(frame);
    frame = 0;
    conversation = conversationOf(null);
    foot.hidden = true;
    bare(t("chat.gone"));
  }
  function locked() {
    foot.hidden = true;
    bare(t("opening.title"));
  }
  function bare(title) {
    band.update(null);
    head.bare(title);
    retitle(title);
  }
  function send(text, images) {
    reader = new SentenceReader();
    conversation.send(text, images);
    talk.asked();
  }

  function retry(message) {
    reader = new SentenceReader(message.text);
    box.button.focus();
    conversation.retry(message);
  }
  function edit(message) {
    const question = conversation.takeBack(message);
    restore(message.problem.code === "media_not_found" ? { ...question, images: [] } : question);
  }
  function unqueue(message) {
    if (conversation.unqueue(message)) restore(message);
  }
  function review(message, feedback) {
    return conversation.review(message, feedback);
  }
  function source(message, index) {
    panel.show();
    facts.cite(message, index, conversation.messages);
  }
  /** A question stands in the box again, before what has been typed there since. */
  function restore({ text, images }) {
    box.attach(images);
    fill([text, box.text.value].filter(Boolean).join("\n"));
  }
  function fill(text) {
    box.write(text);
    box.text.focus();
  }

  /** At most once a frame, however fast the answer comes. */
  function draw() {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      talk.show();
      show();
    });
  }
  function show() {
    if (isElsewhere()) return go(addressOf(conversation), { replace: true });
    const last = conversation.messages.at(-1);
    head.update(conversation);
    foot.hidden = conversation.opening !== null;
    band.update(conversation.opening);
    retitle(conversation.title ?? t("place.chat"));
    box.writing(conversation.writing);
    facts.update(conversation.messages);
    if (conversation.generation && last?.role === "assistant") reader?.read(last.text);
  }
  /** One's own with an assistant that has a page of its own. */
  function isElsewhere() {
    const { id, assistant, opening } = conversation;
    return id && assistant && !opening && !addressOf({ id, assistant }).startsWith("/chat/");
  }
  function retitle(name) {
    screen.title = name;
    if (element.isConnected) document.title = document.title.replace(/^.*(?= · )/, name);
  }
  function opened() {
    rename(`/chat/${conversation.id}`);
    box.rekey(conversation.id);
    list.mark(conversation.id);
  }
  function answered({ detail: answer }) {
    reader?.read(answer.text, { finished: true });
    reader = null;
    if (answer.status === "complete") announce(t("chat.finished"));
    list.refresh();
  }
  function shortcut(event) {
    if (document.querySelector("dialog[open], :popover-open")) return;
    if (event.key === "Escape" && conversation.generation) conversation.stop();
    if ((event.ctrlKey || event.metaKey) && event.shiftKey && event.key.toLowerCase() === "d" && !panel.button.hidden) {
      event.preventDefault();
      panel.toggle();
    }
  }

  function leave() {
    unlisten();
    cancelAnimationFrame(frame);
    [list, talk, panel].forEach((part) => part.leave());
    stops.forEach((stop) => stop());
    removeEventListener("keydown", shortcut);
  }
}
