// Where one would write, in another person's conversation: that it is theirs, and that they see who reads it.
import { h } from "../modules/dom.js";
import { hourOf, t } from "../modules/i18n.js";
import { can } from "../modules/session.js";
import { icon } from "./icon.js";

/** `update(opening)`, of a `Conversation`; null where there is none. */
export function openingBand() {
  const text = h("p");
  const account = h("a", null, t("opening.account"));
  const element = h("div.box", { hidden: true },
    h("div.message.warning", { role: "status" }, icon("eye"), h("div.body", null, text, can("administer_users") && h("p", null, account))));
  element.update = (opening) => {
    element.hidden = !opening;
    if (!opening) return;
    text.textContent = t("opening.band", { time: hourOf(opening.until) });
    account.href = `/people/${opening.owner}`;
  };
  return element;
}
