import { h, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { asksAtFirstUse, assistant, course, keepMood, tone } from "../modules/companion.js";
import { onLive } from "../modules/live.js";
import { go } from "../modules/router.js";
import { correct as keepCorrection, readingsOf } from "../modules/readings.js";
import { publicSupport } from "../modules/support.js";
import { companionBar } from "../components/companion-bar.js";
import { companionManner } from "../components/companion-manner.js";
import { companionStart, whatIsKept } from "../components/companion-start.js";
import { conversationPage } from "../components/conversation-page.js";
import { openDialog } from "../components/dialog.js";
import { openHelp } from "../components/help-card.js";
import { icon } from "../components/icon.js";
import { sidePanel } from "../components/side-panel.js";
import { toast } from "../components/toast.js";

export const styles = ["chat", "prose", "history", "people", "help", "companion"];
export const texts = ["help", "companion", "emotions", "people", "privacy"];

/** «Acompañamiento»: a calm place to talk, where help and who answers are always in view. */
export default function companion({ params }) {
  let readings = new Map();
  let first = asksAtFirstUse();
  const bar = companionBar();
  const manner = companionManner({
    onchange: (change) => Object.assign(page.conversation, change),
    onmood: mood,
  });
  const aside = h("div.case");
  const panel = sidePanel({ name: "companion", title: t("companion.panel"), content: aside });
  const page = conversationPage({
    id: params.id, path: "/companion", assistant, name: t("place.companion"), start: t("place.companion"), panel, beginning,
    actions: { correct, source() {}, conversation: () => page.conversation.id },
    writing: { label: t("companion.write"), pictures: false, interrupts: true },
    catchesUp: true, onopen, ondraw, onshow, onbegun, ongone: () => (foot.hidden = true), onlocked: () => go(`/chat/${page.conversation.id}`, { replace: true }),
  });
  const { screen, talk, box } = page;
  const kept = h("button.link", { type: "button", onclick: openKept }, t("companion.kept.open"));
  const line = h("span");
  const closed = h("div");
  const foot = h("div.box", null, closed, h("p.small", null, line, " ", kept), box);
  const middle = h("div.talk.companion");
  screen.element = h("div.chat", null, page.list, middle, panel.element);
  screen.focus = () => (first ? screen.element.querySelector("h1") : box.text);
  page.stops.push(
    onLive("analysis.completed", (subject, data) => data?.conversation_id === page.conversation.id && readAgain()),
    onLive("resumed", readAgain),
  );
  page.open(params.id);
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
  function onopen(conversation) {
    Object.assign(conversation, { tone: tone.get(), course: course.get() });
    foot.hidden = false;
    readings = new Map();
    readAgain();
  }
  function beginning() {
    return h("div.empty", null,
      h("p", null, t("companion.empty")), manner,
      h("div.examples", null, ["1", "2", "3"].map((n) => t(`companion.try.${n}`)).map((text) =>
        h("button", { type: "button", onclick: () => page.fill(text) }, text))));
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
    const { conversation } = page;
    if (conversation.id) await tellMood(conversation.id, words);
    conversation.mood = words || null;
  }
  async function tellMood(id, words) {
    const { help } = (await keepMood(id, words)) ?? {};
    if (help) openHelp(help, id);
  }
  /** What was read of one's messages comes after them. */
  async function readAgain() {
    const asked = page.conversation;
    const found = await readingsOf(asked.id);
    if (asked !== page.conversation || !found.size) return;
    readings = found;
    page.draw();
  }
  async function correct({ id }, label) {
    try {
      readings.set(id, await keepCorrection(id, label));
      toast(t(label ? "reading.kept" : "reading.withdrawn"));
      page.draw();
    } catch (problem) {
      toast(problem.message);
    }
  }
  function ondraw({ messages, responder }) {
    // With a person there, it is between the two of them.
    const shown = responder === "tutor" ? new Map() : readings;
    for (const message of messages) message.reading = shown.get(message.id);
  }
  function onshow(conversation) {
    bar.update(conversation);
    line.textContent = conversation.responder === "tutor"
      ? t("companion.line.tutor", { name: conversation.tutor?.name ?? t("help.tutor") })
      : t("companion.line");
    manner.update(conversation);
    // Once one talks, the settings are beside the conversation.
    if (conversation.messages.length && !aside.contains(manner)) replace(aside, manner);
    if (!conversation.messages.length) replace(aside, h("p.soft", null, t("companion.panel.empty")));
  }
  function onbegun({ id, mood: words }) {
    // How one is was said before there was a conversation to keep it with.
    if (words) tellMood(id, words).catch(() => {});
  }
}
