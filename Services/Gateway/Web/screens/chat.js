import { h, keyed, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { announce, SentenceReader } from "../modules/announce.js";
import { conversationOf, takeQuestion } from "../modules/conversation.js";
import { onLive } from "../modules/live.js";
import { rename } from "../modules/router.js";
import { composer } from "../components/composer.js";
import { conversationList } from "../components/conversation-list.js";
import { follower } from "../components/follower.js";
import { icon } from "../components/icon.js";
import { load } from "../components/loading.js";
import { manageItems } from "../components/manage-conversation.js";
import { menuButton } from "../components/menu.js";
import { turn } from "../components/turn.js";
import { examples } from "../components/examples.js";

export const styles = ["chat", "prose", "history"];

export default function chat({ params }) {
  let conversation = null;
  let reader = null;
  let frame = 0;
  const wide = matchMedia("(min-width: 1100px)");
  const list = wide.matches ? conversationList({ current: params.id }) : null;
  const title = h("h1.talk-title");
  const menu = menuButton(h("button.quiet.icon", { type: "button", "aria-label": t("chat.manage") }, icon("more")),
    () => manageItems(conversation, { onrename: (name) => retitle(name) }));
  const turns = h("div.turn-list");
  const place = h("div.talk-place");
  const follow = follower(h("div.turns", { tabindex: 0, role: "region", "aria-label": t("chat.region") }, h("div.talk-head", null, title, menu), place));
  const box = composer({ onsend: (text) => send(text), onstop: () => conversation.stop() });
  const element = h("div.chat", null,
    h("aside.beside", { "aria-label": t("history.title") },
      h("a.button.new", { href: "/chat" }, icon("plus"), t("chat.new")), list),
    h("div.talk", null,
      h("div.talk-bar", null,
        h("a.button.quiet", { href: "/history" }, icon("history"), t("history.title")),
        h("a.button.quiet", { href: "/chat" }, icon("plus"), t("chat.new"))),
      follow.element,
      h("div.box", null, h("p.small", null, t("chat.disclaimer")), box)));
  const actions = {
    retry: (message) => {
      reader = new SentenceReader();
      conversation.retry(message);
    },
    unqueue: (message) => {
      box.write([conversation.unqueue(message), box.text.value].filter(Boolean).join("\n"));
      box.text.focus();
    },
  };
  const screen = { element, title: t("place.chat"), focus: () => box.text, update, leave };
  const back = () => conversation.flush();
  const stops = [onLive("conversation.changed", (subject) => {
    if (subject === conversation.id && !conversation.generation) conversation.load().catch(() => {});
  })];
  addEventListener("online", back);
  addEventListener("keydown", escape);
  open(params.id);
  const question = takeQuestion();
  if (question) send(question);
  return screen;

  function update({ params: next }) {
    if (next.id !== (conversation.id ?? undefined) || !next.id) open(next.id);
    return screen;
  }

  function open(id) {
    unlisten();
    conversation = conversationOf(id);
    conversation.addEventListener("change", draw);
    conversation.addEventListener("opened", opened);
    conversation.addEventListener("answered", answered);
    box.use(id ?? null);
    list?.mark(id ?? null);
    replace(turns);
    turns.keyedElements = null;
    if (!id) {
      replace(place, beginning());
    } else if (conversation.messages.length) {
      replace(place, turns);
    } else {
      load(place, (signal) => conversation.load(signal), () => turns, { stage: t("chat.loading") }).then(() => follow.toEnd());
    }
    show();
    follow.toEnd();
  }
  function unlisten() {
    conversation?.removeEventListener("change", draw);
    conversation?.removeEventListener("opened", opened);
    conversation?.removeEventListener("answered", answered);
  }

  function beginning() {
    return h("div.empty", null, h("p", null, t("chat.empty")), examples((text) => {
      box.write(text);
      box.text.focus();
    }));
  }
  function send(text) {
    reader = new SentenceReader();
    if (!turns.isConnected) replace(place, turns);
    conversation.send(text);
    follow.toEnd();
  }

  /** At most once a frame, however fast the answer comes. */
  function draw() {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      show();
    });
  }
  function show() {
    const writing = conversation.writing;
    retitle(conversation.title);
    keyed(turns, conversation.messages, ({ key }) => key, (message) => turn(message, actions));
    box.writing(writing);
    menu.hidden = !conversation.id;
    const last = conversation.messages.at(-1);
    if (conversation.generation && last?.role === "assistant") reader?.read(last.text);
    follow.keepUp();
  }
  function retitle(name) {
    conversation.title = name ?? conversation.title;
    title.textContent = conversation.title ?? t("chat.start");
    screen.title = conversation.title ?? t("place.chat");
    if (element.isConnected) document.title = document.title.replace(/^.*(?= · )/, screen.title);
  }
  function opened() {
    rename(`/chat/${conversation.id}`);
    box.rekey(conversation.id);
    list?.mark(conversation.id);
  }
  function answered({ detail: answer }) {
    reader?.read(answer.text, { finished: true });
    reader = null;
    if (answer.status === "complete") announce(t("chat.finished"));
    list?.refresh();
  }
  function escape(event) {
    if (event.key === "Escape" && conversation.generation && !document.querySelector("dialog[open], :popover-open")) conversation.stop();
  }

  function leave() {
    unlisten();
    cancelAnimationFrame(frame);
    list?.leave();
    follow.leave();
    stops.forEach((stop) => stop());
    removeEventListener("online", back);
    removeEventListener("keydown", escape);
  }
}
