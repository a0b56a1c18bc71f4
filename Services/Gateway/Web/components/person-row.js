// One person of the list: who, what, since when, and what can be done.
import { canonical } from "../modules/canonical.js";
import { h, replace } from "../modules/dom.js";
import { exactly, t, when } from "../modules/i18n.js";
import { icon } from "./icon.js";
import { menuButton } from "./menu.js";
import { personActions } from "./person-actions.js";
import { stateMark } from "./state.js";

/** `actions` as `personActions` wants them; the element's `update(person)` shows how they stand. */
export function personRow(actions) {
  let person;
  let shown = "";
  const who = h("div.who");
  const what = h("div.chips");
  const seen = h("div.seen");
  const button = h("button.quiet.icon", { type: "button" }, icon("more"));
  const element = h("li", null, who, what, seen, menuButton(button, () => personActions(person, actions)));
  element.update = (now) => {
    person = now;
    if (canonical(now) === shown) return;
    shown = canonical(now);
    button.setAttribute("aria-label", t("person.manage", { name: now.name }));
    replace(who,
      h("a.person", { href: `/people/${now.id}` }, now.name),
      h("p.small", null, [now.username, now.email].filter(Boolean).join(" · ")));
    replace(what, roleChips(now.roles), now.groups.map(({ name }) => h("span.chip.soft", null, name)),
      now.minor && h("span.chip.soft", null, t("person.minor.chip")));
    replace(seen, personState(now), lastSeen(now));
  };
  return element;
}

export const roleChips = (roles) => roles.map((role) => h("span.chip", null, t(`role.${role}`)));
export const personState = ({ status }) => stateMark(status, t(`person.status.${status}`));

function lastSeen({ last_seen_at: time, status }) {
  if (time) return h("p.small", null, h("time", { datetime: time, title: exactly(time) }, t("person.seen", { when: when(time) })));
  return status === "active" && h("p.small", null, t("person.unseen"));
}
