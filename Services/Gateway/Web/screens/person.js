import { h, replace } from "../modules/dom.js";
import { exactly, languages, t } from "../modules/i18n.js";
import { groups } from "../modules/groups.js";
import { endSessionOf, erasureOf, keysOf, person as ask, revokeKeyOf, sessionsOf } from "../modules/people.js";
import { go } from "../modules/router.js";
import { apiKeys } from "../components/api-keys.js";
import { consentList } from "../components/consents.js";
import { eraseDialog } from "../components/erase-person.js";
import { followErasure } from "../components/erasure.js";
import { icon } from "../components/icon.js";
import { leaveLoading, load } from "../components/loading.js";
import { menuButton } from "../components/menu.js";
import { personActions } from "../components/person-actions.js";
import { editPerson } from "../components/person-form.js";
import { personState } from "../components/person-row.js";
import { sessions } from "../components/sessions.js";

export const styles = ["people"];
export const texts = ["people", "account", "privacy", "status"];

/** Everything about one account: what it is, where it is used, what was agreed to. */
export default function personScreen({ params: { id } }) {
  const place = h("div");
  let stop = () => {};
  const screen = {
    element: h("div.page.narrow", null, back(), place),
    title: t("place.people"),
    leave() {
      stop();
      leaveLoading(place);
    },
  };
  load(place, (signal) => ask(id, { signal }), (found) => {
    screen.title = found.name;
    document.title = document.title.replace(/^.*(?= · )/, found.name);
    const going = h("div.stack");
    if (found.status === "suspended") follow(going);
    return h("div.stack", null, going, account(found));
  });
  return screen;

  /** Whoever is being erased is suspended until the account is gone. */
  async function follow(going) {
    const report = await erasureOf(id).catch(() => null);
    if (report?.state !== "running" || !going.isConnected) return;
    const content = h("div.stack");
    replace(going, h("h2", null, t("erasure.title")), content);
    stop = followErasure(content, report, { ask: () => erasureOf(id) });
  }
}

const back = () => h("a.back", { href: "/people" }, icon("left", 18), t("place.people"));

function account(found) {
  let person = found;
  const head = h("div.row");
  const facts = h("dl.fact-list");
  const manage = h("button.icon", { type: "button", "aria-label": t("person.manage", person) }, icon("more"));
  const actions = { onchange: changed, onerase: () => eraseDialog(person, { ondone: () => go("/people", { replace: true }) }) };
  const edit = h("button.main", { type: "button", onclick: change }, icon("pencil"), t("person.edit"));
  const title = h("h1", null, person.name);
  const mySessions = sessions({ ask: (options) => sessionsOf(person.id, options), end: (session) => endSessionOf(person.id, session) });
  const keys = apiKeys({ ask: (options) => keysOf(person.id, options), revoke: (key) => revokeKeyOf(person.id, key) });
  const part = (name, ...content) => h("section.stack", null, h("h2", null, t(name)), content);
  show(person);
  return h("div.page-parts", null,
    h("div.stack", null,
      h("div.row.spread", null, title, h("div.row", null, edit, menuButton(manage, () => personActions(person, actions)))),
      head, facts),
    part("consents.title", h("p.soft", null, t("consents.guardian.lead")), consentList(person)),
    part("sessions.title", mySessions),
    part("keys.title", keys));

  function show(now) {
    person = now;
    title.textContent = now.name;
    replace(head, personState(now));
    replace(facts, rows(now));
  }
  /** Suspended or signed out, they are in nowhere any more. */
  function changed(now) {
    show(now);
    mySessions.refresh();
  }
  async function change() {
    const known = await groups().then(({ items }) => items, () => person.groups);
    editPerson(person, { groups: known, ondone: show });
  }
}

function rows({ username, email, roles, groups: own, minor, language, sign_in: way, created_at: since, last_seen_at: seen }) {
  const row = (name, value) => [h("dt", null, t(name)), h("dd", null, value)];
  return [
    row("username", username),
    row("person.email", email ?? t("person.none")),
    row("person.roles", roles.map((role) => t(`role.${role}`)).join(", ")),
    row("groups.tab", own.length ? own.map(({ id, name }, index) => [index > 0 && ", ", h("a", { href: `/groups/${id}` }, name)]) : t("person.none")),
    row("person.minor.row", t(minor ? "yes" : "no")),
    language && row("language", languages[language] ?? language),
    row("person.signIn", way ? t(`person.signIn.${way}`) : t("person.signIn.never")),
    row("person.created", exactly(since)),
    row("person.lastSeen", seen ? exactly(seen) : t("person.never")),
  ];
}
