// Over the conversation, always in view: who is answering, and help.
import { h, replace } from "../modules/dom.js";
import { announce } from "../modules/announce.js";
import { t } from "../modules/i18n.js";
import { helpNow } from "./help-card.js";
import { icon } from "./icon.js";

/** `update(conversation)` says who answers; a change is announced. */
export function companionBar() {
  const who = h("p.who-answers", { role: "status" });
  const element = h("div.companion-bar", null, who, helpNow(() => of));
  let shown = null;
  let of = null;
  element.update = (conversation) => {
    const { id, responder, tutor } = conversation;
    const isPerson = responder === "tutor";
    const text = isPerson ? t("companion.by.tutor", { name: tutor?.name ?? t("help.tutor") }) : t("companion.by.assistant");
    const isSame = of === id;
    of = id;
    if (text === shown) return;
    if (shown !== null && isSame) announce(isPerson ? text : t("companion.back"));
    shown = text;
    replace(who, icon(isPerson ? "person" : "info", 18), h("span", null, text));
    element.classList.toggle("by-tutor", isPerson);
  };
  return element;
}
