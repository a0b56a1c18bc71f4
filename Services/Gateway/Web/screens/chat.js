import { h, keyed, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { announce, SentenceReader } from "../modules/announce.js";
import { conversationOf, takeQuestion } from "../modules/conversation.js";
import { lightUp } from "../modules/light.js";
import { onLive } from "../modules/live.js";
import { rename } from "../modules/router.js";
import { casePanel } from "../components/case-panel.js";
import { composer } from "../components/composer.js";
import { conversationList } from "../components/conversation-list.js";
import { earlierButton } from "../components/earlier.js";
import { follower } from "../components/follower.js";
import { icon } from "../components/icon.js";
import { load } from "../components/loading.js";
import { manageItems } from "../components/manage-conversation.js";
import { menuButton } from "../components/menu.js";
import { sidePanel } from "../components/side-panel.js";
import { turn } from "../components/turn.js";
import { examples } from "../components/examples.js";

export const styles = ["chat", "prose", "history"];

export default function chat({ params }) {
  let conversation = null;
  let reader = null;
  let frame = 0;
  let list = null;
  const wide = matchMedia("(min-width: 1100px)");
  const title = h("h1");
  const menu = menuButton(
    h("button.quiet.icon", { type: "button", "aria-label": t("chat.manage") }, icon("more")),
    () => manageItems(conversation, { onchange: (change) => {
      Object.assign(conversation, change);
      retitle(conversation.title);
    } }),
  );
  const turns = h("div.turn-list");
  const earlier = earlierButton(async () => {
    await conversation.loadEarlier();
    follow.hold(show);
  });
  const facts = casePanel({ onfind: find });
  const panel = sidePanel({ name: "case", title: t("case.panel"), content: facts });
  const place = h("div.talk-place");
  const fresh = h("a.button.quiet.icon.fresh", { href: "/chat", "aria-label": t("chat.new") }, icon("plus"));
  const head = h("div.talk-head", null, title, h("div.talk-tools", null, fresh, panel.button, menu));
  const region = { tabindex: 0, role: "region", "aria-label": t("chat.region") };
  const scroller = h("div.turns", region, head, place);
  const follow = follower(scroller);
  const box = composer({ onsend: send, onstop: () => conversation.stop() });
  const foot = h("div.box", null, h("p.small", null, t("chat.disclaimer")), box);
  const start = h("a.button", { href: "/chat" }, icon("plus"), t("chat.new"));
  const beside = h("aside.beside", { "aria-label": t("history.title") }, start);
  const talk = h("div.talk", null, follow.element, foot);
  const element = h("div.chat", null, beside, talk, panel.element);
  const actions = {
    retry: (message) => {
      reader = new SentenceReader();
      box.button.focus();
      conversation.retry(message);
    },
    unqueue: (message) => {
      if (!conversation.unqueue(message)) return;
      box.write([message.text, box.text.value].filter(Boolean).join("\n"));
      box.text.focus();
    },
    review: (message, feedback) => conversation.review(message, feedback),
    source: (message, index) => {
      panel.show();
      facts.cite(message, index, conversation.messages);
    },
  };
  const screen = { element, title: t("place.chat"), focus: () => box.text, update, leave };
  const stops = [onLive("conversation.changed", (subject) => {
    if (subject === conversation.id && !conversation.generation) refresh();
  })];
  wide.addEventListener("change", listBeside);
  listBeside();
  addEventListener("keydown", shortcut);
  box.catchDrops(talk);
  earlier.watch(scroller);
  open(params.id);
  const question = takeQuestion();
  if (question) send(question.text, question.images);
  return screen;

  /** The list beside the conversation, once there is room for it. */
  function listBeside() {
    if (list || !wide.matches) return;
    list = conversationList({ current: params.id });
    beside.append(list);
  }

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
    foot.hidden = false;
    list?.mark(id ?? null);
    replace(turns);
    turns.keyedElements = null;
    if (!id && !conversation.messages.length) {
      replace(place, beginning());
    } else if (conversation.messages.length) {
      replace(place, earlier, turns);
      if (id && !conversation.generation) refresh();
      else if (!id) conversation.flush();
    } else {
      load(place, read, (found) => (found ? [earlier, turns] : gone()), { stage: t("chat.loading") }).then(() => follow.toEnd());
    }
    show();
    follow.toEnd();
  }
  function unlisten() {
    conversation?.removeEventListener("change", draw);
    conversation?.removeEventListener("opened", opened);
    conversation?.removeEventListener("answered", answered);
  }

  /** What is on screen stays, unless it has been deleted. */
  function refresh() {
    conversation.load({ quiet: true }).catch(({ status }) => status === 404 && replace(place, gone()));
  }
  function read(signal) {
    return conversation.load({ signal }).catch((problem) => {
      if (problem.status === 404) return null;
      throw problem;
    });
  }
  function gone() {
    unlisten();
    conversation = conversationOf(null);
    menu.hidden = true;
    panel.button.hidden = true;
    retitle(t("chat.gone"));
    foot.hidden = true;
    return h("div.empty", null,
      h("p", null, t("chat.gone.text")),
      h("a.button.main", { href: "/chat" }, icon("plus"), t("chat.new")));
  }
  function beginning() {
    return h("div.empty", null, h("p", null, t("chat.empty")), examples((text) => {
      box.write(text);
      box.text.focus();
    }));
  }
  function send(text, images) {
    reader = new SentenceReader();
    if (!turns.isConnected) replace(place, earlier, turns);
    conversation.send(text, images);
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
    const last = conversation.messages.at(-1);
    // The server writes only the last answer anew.
    for (const message of conversation.messages) message.last = message === last;
    keyed(turns, conversation.messages, ({ key }) => key, (message) => turn(message, actions));
    box.writing(writing);
    menu.hidden = !conversation.id;
    panel.button.hidden = conversation.messages.length === 0;
    earlier.hidden = conversation.earlier === null;
    facts.update(conversation.messages);
    if (conversation.generation && last?.role === "assistant") reader?.read(last.text);
    follow.keepUp();
  }
  function retitle(name) {
    title.textContent = name ?? t("chat.start");
    screen.title = name ?? t("place.chat");
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
  /** Shows where something of the case was said. */
  function find(message, { start, end, text: words }) {
    panel.close();
    const element = turns.keyedElements?.get(message.key);
    if (element) lightUp(element.words, { start, end, words });
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
    list?.leave();
    wide.removeEventListener("change", listBeside);
    follow.leave();
    earlier.leave();
    stops.forEach((stop) => stop());
    removeEventListener("keydown", shortcut);
    panel.leave();
  }
}
