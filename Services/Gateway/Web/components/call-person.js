// Asking for a person by hand: one press, and what came of it said plainly.
import { h, replace } from "../modules/dom.js";
import { hourOf, t } from "../modules/i18n.js";
import { can, installed, session } from "../modules/session.js";
import { askForPerson, lastAsked } from "../modules/support.js";
import { busy } from "./field.js";
import { icon } from "./icon.js";

/** Whoever has tutors of their own may ask for one. */
export const mayCallPerson = () => Boolean(session.user) && installed("analysis") && can("converse") && !can("tend_students");

/** `conversation` is the id of the one that is being had, where there is one. */
export function callPerson(conversation) {
  const outcome = h("div", { "aria-live": "polite" });
  const button = h("button.main", { type: "button", onclick: press }, icon("person", 18), t("call.action"));
  const offer = h("div.stack", null, h("p.small", null, t("call.lead")), h("div.row", null, button));
  const element = h("div.call-person", null, offer, outcome);
  const before = lastAsked();
  if (before) told(before);
  return element;

  async function press() {
    replace(outcome);
    await busy(button, t("call.asking"), async () => {
      try {
        told(await askForPerson(conversation));
        outcome.firstChild.focus();
      } catch {
        replace(outcome, h("div.message.error", { role: "alert" }, icon("alert"), h("p", null, t("call.failed"))));
      }
    });
  }
  function told(time) {
    offer.hidden = true;
    replace(outcome, h("div.message", { tabindex: -1 }, icon("ok"), h("p", null, t("call.done", { time: hourOf(time) }))));
  }
}
