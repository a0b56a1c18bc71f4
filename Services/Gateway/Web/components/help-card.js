// Whom to turn to, now: the institution's own lines and people. Nothing here waits for a model or a server.
import { h, replace } from "../modules/dom.js";
import { canonical } from "../modules/canonical.js";
import { dayName } from "../modules/days.js";
import { t } from "../modules/i18n.js";
import { telephoneAddress } from "../modules/contact.js";
import { rememberedHelp, renewHelp } from "../modules/support.js";
import { callPerson, mayCallPerson } from "./call-person.js";
import { openDialog } from "./dialog.js";
import { icon } from "./icon.js";

/** `{ text, lines, people }`, within the conversation of that id or in a dialog of its own. */
export function helpCard({ text, lines = [], people = [] }, conversation = null) {
  const isEmpty = lines.length + people.length === 0;
  return h("section.help-card", { "aria-label": t("help.card") },
    h("h3", null, icon("heart"), t("help.card")),
    h("p", null, text ?? t(isEmpty ? "help.card.nobody" : "help.card.lead")),
    lines.length > 0 && h("ul.plain-list", null, lines.map(line)),
    mayCallPerson() && callPerson(conversation),
    people.length > 0 && h("div", null, h("p.small", null, t("help.card.people")),
      h("ul.plain-list", null, people.map(({ name }) => h("li", null, icon("person", 18), h("span", null, name))))),
    isEmpty && text && h("p", null, t("help.card.nobody")),
    h("p.small", null, t("help.card.danger")));
}

function line({ name, telephone, hours, url, verified_on: verified }) {
  const address = telephoneAddress(telephone);
  return h("li.help-line", null,
    h("div", null, h("strong", null, name),
      h("span.small", null, [hours, verified && t("help.verified", { day: dayName(verified) })].filter(Boolean).join(" · "))),
    address
      ? h("a.button", { href: address, "aria-label": t("help.call.of", { name, telephone }) }, icon("phone", 18), telephone)
      : h("span.figures", null, telephone),
    /^https?:\/\//.test(url ?? "") && h("a.small", { href: url, target: "_blank", rel: "noopener noreferrer" }, t("help.page")));
}

/**
 * «Necesito ayuda ahora»: the card opens with what this browser knows, and is renewed while it is read. `conversation()`
 * is the one that is being had.
 */
export function helpNow(conversation = () => null) {
  renewHelp();
  return h("button.help-now", { type: "button", onclick: () => open(conversation()) }, icon("heart", 18), t("help.now"));
}

async function open(conversation) {
  const shown = rememberedHelp();
  const place = openHelp(shown, conversation);
  const known = await renewHelp();
  // What hasn't changed stays, with what somebody has begun in it.
  if (canonical(known) !== canonical(shown)) replace(place, helpCard(known, conversation));
}

/** Shows a card over whatever is on screen; gives the element it stands in. */
export function openHelp(known, conversation) {
  const place = h("div", null, helpCard(known, conversation));
  openDialog({ title: t("help.now"), className: "roomy" }, place);
  return place;
}
