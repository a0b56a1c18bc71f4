// The turns of a conversation: opened at their end, read upwards, followed while they grow.
import { h, keyed, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { lightUp } from "../modules/light.js";
import { earlierButton } from "./earlier.js";
import { examples } from "./examples.js";
import { follower } from "./follower.js";
import { icon } from "./icon.js";
import { leaveLoading, load } from "./loading.js";
import { openingForm } from "./opening-form.js";
import { isTutors, turn } from "./turn.js";

/**
 * `head` stands above the turns; `actions` are those of `turn`; `onexample(text)` when one of the empty conversation's
 * was chosen; `ongone()` when the conversation doesn't exist, `onlocked()` when it is another person's and asks for a reason.
 * `beginning()` is what stands in an empty one.
 */
export function thread({ head, actions, onexample, ongone, onlocked, beginning = () => emptyTalk(onexample), path = "/chat" }) {
  let conversation = null;
  let isLocked = false;
  const turns = h("div.turn-list");
  const earlier = earlierButton(async () => {
    await conversation.loadEarlier();
    follow.hold(show);
  });
  const place = h("div.talk-place");
  const region = { tabindex: 0, role: "region", "aria-label": t("chat.region") };
  const scroller = h("div.turns", region, head, place);
  const follow = follower(scroller);
  earlier.watch(scroller);

  function open(next) {
    conversation = next;
    isLocked = false;
    leaveLoading(place);
    replace(turns);
    turns.keyedElements = null;
    if (conversation.messages.length) {
      showTurns();
      if (!conversation.id) conversation.flush();
      else if (!conversation.generation) refresh();
    } else if (conversation.id) {
      load(place, read, (content) => content(), { stage: t("chat.loading") }).then(() => {
        follow.toEnd();
        if (isLocked) place.querySelector("textarea").focus();
      });
    } else {
      replace(place, beginning());
    }
    show();
    if (conversation.id || conversation.messages.length) follow.toEnd();
    else follow.toTop();
  }
  function show() {
    const last = conversation.messages.at(-1);
    const readOnly = conversation.opening !== null;
    // The server writes only the last answer anew, and none while a person answers.
    const again = !readOnly && conversation.responder === "assistant";
    for (const message of conversation.messages) Object.assign(message, { last: again && message === last, readOnly });
    keyed(turns, conversation.messages, ({ key }) => key, (message) => turn(message, actions));
    earlier.hidden = conversation.earlier === null;
    follow.keepInView(helpInView());
    follow.keepUp();
  }
  /** Whom to call, while only a program answers. */
  function helpInView() {
    const index = conversation.messages.findLastIndex(({ role }) => role === "user");
    const asked = conversation.messages[index];
    if (!asked?.help || conversation.messages.slice(index).some(isTutors)) return null;
    return turns.keyedElements.get(asked.key).help ?? null;
  }
  function showTurns() {
    if (!turns.isConnected) replace(place, earlier, turns);
  }

  /** What is on screen stays, unless it has been deleted or is no longer open. */
  function refresh() {
    const asked = conversation;
    if (isLocked) return;
    asked.load({ quiet: true }).catch((problem) => {
      const content = instead(problem);
      if (content && asked === conversation) replace(place, content());
    });
  }
  function read(signal) {
    return conversation.load({ signal }).then(() => () => [earlier, turns], (problem) => {
      const content = instead(problem);
      if (content) return content;
      throw problem;
    });
  }
  /** What stands where a conversation isn't to be had. */
  function instead({ status, code }) {
    if (status === 404) return gone;
    return code === "reason_required" ? locked : null;
  }
  function locked() {
    const asked = conversation;
    isLocked = true;
    asked.close();
    onlocked();
    return openingForm(async (reason) => {
      await asked.open(reason);
      if (asked !== conversation) return;
      isLocked = false;
      showTurns();
      show();
      follow.toEnd();
      scroller.focus({ preventScroll: true });
    });
  }
  function gone() {
    ongone();
    return h("div.empty", null,
      h("p", null, t("chat.gone.text")),
      h("a.button.main", { href: path }, icon("plus"), t("chat.new")));
  }

  return {
    element: follow.element,
    open,
    show,
    refresh,
    /** A question was asked: its turn comes into view. */
    asked() {
      showTurns();
      follow.keepInView(null);
      follow.toEnd();
    },
    /** Shows where something of the case was said. */
    find(message, { start, end, text: words }) {
      const element = turns.keyedElements?.get(message.key);
      if (element) lightUp(element.words, { start, end, words });
    },
    leave() {
      follow.leave();
      earlier.leave();
    },
  };
}

function emptyTalk(onexample) {
  return h("div.empty", null, h("p", null, t("chat.empty")), examples(onexample));
}
