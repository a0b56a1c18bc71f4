// The turns of a conversation: opened at their end, read upwards, followed while they grow.
import { h, keyed, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { lightUp } from "../modules/light.js";
import { earlierButton } from "./earlier.js";
import { examples } from "./examples.js";
import { follower } from "./follower.js";
import { icon } from "./icon.js";
import { leaveLoading, load } from "./loading.js";
import { turn } from "./turn.js";

/**
 * `head` stands above the turns; `actions` are those of `turn`; `onexample(text)` when one of the empty conversation's
 * was chosen; `ongone()` when the conversation doesn't exist.
 */
export function thread({ head, actions, onexample, ongone }) {
  let conversation = null;
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
    leaveLoading(place);
    replace(turns);
    turns.keyedElements = null;
    if (conversation.messages.length) {
      showTurns();
      if (!conversation.id) conversation.flush();
      else if (!conversation.generation) refresh();
    } else if (conversation.id) {
      const shown = load(place, read, (found) => (found ? [earlier, turns] : gone()), { stage: t("chat.loading") });
      shown.then(() => follow.toEnd());
    } else {
      replace(place, beginning());
    }
    show();
    follow.toEnd();
  }
  function show() {
    const last = conversation.messages.at(-1);
    // The server writes only the last answer anew.
    for (const message of conversation.messages) message.last = message === last;
    keyed(turns, conversation.messages, ({ key }) => key, (message) => turn(message, actions));
    earlier.hidden = conversation.earlier === null;
    follow.keepUp();
  }
  function showTurns() {
    if (!turns.isConnected) replace(place, earlier, turns);
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
  function beginning() {
    return h("div.empty", null, h("p", null, t("chat.empty")), examples(onexample));
  }
  function gone() {
    ongone();
    return h("div.empty", null,
      h("p", null, t("chat.gone.text")),
      h("a.button.main", { href: "/chat" }, icon("plus"), t("chat.new")));
  }

  return {
    element: follow.element,
    open,
    show,
    refresh,
    /** A question was asked: its turn comes into view. */
    asked() {
      showTurns();
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
