// What every page of a conversation does: one at a time, drawn as it grows, and a box to write in.
import { announce, SentenceReader } from "../modules/announce.js";
import { conversationOf } from "../modules/conversations.js";
import { t } from "../modules/i18n.js";
import { onLive } from "../modules/live.js";
import { rename } from "../modules/router.js";
import { composer } from "./composer.js";
import { listBeside } from "./list-beside.js";
import { talkHead } from "./talk-head.js";
import { thread } from "./thread.js";

/**
 * `path` is where these conversations are, `assistant` whom they are with, `name` what the page is called and `start`
 * what stands over one that hasn't begun; `panel` stands beside. `actions`, `beginning` and `onlocked` are those of
 * `thread`, `writing` those of `composer`. `catchesUp` where somebody else may write while an answer is read.
 *
 * `onopen(conversation)` before one is shown, `ondraw(conversation)` before its turns are drawn and `onshow(conversation)`
 * after, `onbegun(conversation)` when a new one has its id, `ongone()` where there is none.
 */
export function conversationPage({
  id, path, assistant = null, name, start, panel, actions, beginning, writing, catchesUp = false,
  onopen = () => {}, ondraw = () => {}, onshow, onbegun = () => {}, ongone, onlocked, onkey = () => {},
}) {
  let conversation = null;
  let reader = null;
  let frame = 0;
  /** Something changed while an answer was read. */
  let missed = false;
  const head = talkHead({
    panelButton: panel.button, path, start,
    onchange(change) {
      Object.assign(conversation, change);
      show();
    },
  });
  const talk = thread({
    head, path, beginning, onexample: fill, ongone: gone, onlocked,
    actions: { retry, edit, unqueue, review: (message, feedback) => conversation.review(message, feedback), ...actions },
  });
  const box = composer({ onsend: send, onstop: () => conversation.stop(), ...writing });
  const list = listBeside(id, path);
  const screen = { title: name, focus: () => box.text, update, leave };
  const listeners = { change: draw, opened, answered };
  const stops = [onLive("conversation.changed", changedElsewhere), onLive("resumed", () => changedElsewhere(conversation.id))];
  addEventListener("keydown", shortcut);

  function update({ params: next }) {
    if (next.id !== (conversation.id ?? undefined) || !next.id) open(next.id);
    return screen;
  }
  function open(next) {
    unlisten();
    conversation = conversationOf(next, assistant);
    missed = false;
    onopen(conversation);
    for (const [type, listener] of Object.entries(listeners)) conversation.addEventListener(type, listener);
    box.use(conversation.key);
    list.mark(next ?? null);
    talk.open(conversation);
    show();
  }
  function unlisten() {
    for (const [type, listener] of Object.entries(listeners)) conversation?.removeEventListener(type, listener);
    cancelAnimationFrame(frame);
    frame = 0;
  }
  function changedElsewhere(changed) {
    if (!changed || changed !== conversation.id) return;
    missed = conversation.generation !== null;
    if (!missed) talk.refresh();
  }
  function gone() {
    unlisten();
    conversation = conversationOf(null, assistant);
    ongone();
    bare(t("chat.gone"));
  }
  /** Of a conversation that isn't shown. */
  function bare(title) {
    head.bare(title);
    retitle(title);
  }

  async function send(text, images) {
    const asked = conversation;
    await asked.interrupt();
    asked.send(text, images);
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
    const question = conversation.takeBack(message);
    restore(message.problem.code === "media_not_found" ? { ...question, images: [] } : question);
  }
  function unqueue(message) {
    if (conversation.unqueue(message)) restore(message);
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
      ondraw(conversation);
      talk.show();
      show();
    });
  }
  function show() {
    const last = conversation.messages.at(-1);
    head.update(conversation);
    retitle(conversation.title ?? name);
    box.writing(conversation.writing);
    if (conversation.generation && last?.role === "assistant") reader?.read(last.text);
    onshow(conversation);
  }
  function retitle(title) {
    screen.title = title;
    if (screen.element?.isConnected) document.title = document.title.replace(/^.*(?= · )/, title);
  }
  function opened() {
    rename(`${path}/${conversation.id}`);
    box.rekey(conversation.id);
    list.mark(conversation.id);
    onbegun(conversation);
  }
  function answered({ detail: answer }) {
    reader?.read(answer.text, { finished: true });
    reader = null;
    if (answer.status === "complete" && !answer.byTutor) announce(t("chat.finished"));
    list.refresh();
    if (missed && catchesUp) changedElsewhere(conversation.id);
  }
  function shortcut(event) {
    if (document.querySelector("dialog[open], :popover-open")) return;
    if (event.key === "Escape" && conversation.generation) conversation.stop();
    onkey(event);
  }
  function leave() {
    unlisten();
    [list, talk, panel].forEach((part) => part.leave());
    stops.forEach((stop) => stop());
    removeEventListener("keydown", shortcut);
  }

  return {
    screen, talk, box, list, stops, open, send, fill, draw, bare,
    get conversation() {
      return conversation;
    },
  };
}
