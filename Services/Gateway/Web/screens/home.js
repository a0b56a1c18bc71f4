import { h, replace } from "../modules/dom.js";
import { rich, t, when } from "../modules/i18n.js";
import { api } from "../modules/api.js";
import { addressOf, conversations } from "../modules/history.js";
import { askNext } from "../modules/next-question.js";
import { waitingCount } from "../modules/alerts.js";
import { people } from "../modules/people.js";
import { go } from "../modules/router.js";
import { can, installed, session } from "../modules/session.js";
import { publicSupport } from "../modules/support.js";
import { composer } from "../components/composer.js";
import { consentNotice } from "../components/consent-notice.js";
import { examples } from "../components/examples.js";
import { icon } from "../components/icon.js";
import { load } from "../components/loading.js";
import { stateMark } from "../components/state.js";

export const styles = ["chat", "home"];

export default function home() {
  const asks = installed("chat") && can("converse");
  const accompanies = installed("analysis") && can("converse") && !can("tend_students");
  const desk = installed("municipio") && can("keep_offices");
  const box = asks && composer({ onsend: ask, onstop() {}, rows: 2 });
  const element = h("div.page.narrow.home", null,
    h("h1", null, t(greeting(), { name: session.user.name })),
    asks ? h("div.stack", null, consentNotice(), h("p.small", null, t("chat.disclaimer")), box) : !desk && h("p", null, t("home.nothing")),
    accompanies && accompanied(),
    installed("analysis") && can("tend_students") && tended(),
    installed("analysis") && can("keep_support") && supported(),
    desk && atTheDesk(),
    asks && lastConversations((text) => {
      box.write(text);
      box.text.focus();
    }),
    can("observe") && suite(),
    can("administer_users") && alone());
  return { element, title: t("place.home") };
}

function ask(text, images) {
  askNext(text, images);
  go("/chat");
}

function greeting() {
  const hour = new Date().getHours();
  if (hour < 5 || hour >= 19) return "home.night";
  return hour < 12 ? "home.morning" : "home.afternoon";
}

function lastConversations(onexample) {
  const place = h("div");
  load(place, (signal) => conversations({ signal }), ({ items }) => {
    if (items.length === 0) return h("div.stack", null, h("p", null, t("home.empty")), examples(onexample));
    return h("section.stack", null,
      h("div.row.spread", null, h("h2", null, t("home.last")), h("a", { href: "/history" }, t("home.all"))),
      h("ul.plain-list.ruled", null, items.slice(0, 4).map((item) => h("li", null,
        h("a", { href: addressOf(item) },
          h("span", null, item.title || t("chat.untitled")),
          h("span.small", null, when(item.updated_at)))))));
  });
  return place;
}

/** Where a student talks of more than medicine. */
function accompanied() {
  return h("p.suite", null, icon("talk", 18), t("home.companion"), h("a", { href: "/companion" }, t("place.companion")));
}

/** Who waits for a tutor. */
function tended() {
  const line = h("p.suite", { role: "status" });
  waitingCount().then((n) => {
    // Others' alerts aren't counted for who keeps the whole.
    if (!n && can("keep_support")) line.remove();
    else replace(line, icon("flag", 18), t(n ? "home.alerts" : "home.alerts.none", { n }), h("a", { href: "/alerts" }, t("place.alerts")));
  }, () => line.remove());
  return line;
}

/** What keeps students from being accompanied, for who can mend it. */
function supported() {
  const line = h("p.suite");
  publicSupport({ quiet: true }).then(({ ready }) => {
    if (ready) line.remove();
    else replace(line, icon("alert", 18), t("home.support"), h("a", { href: "/support" }, t("place.support")));
  }, () => line.remove());
  return line;
}

/** Where a clerk's work is. */
function atTheDesk() {
  return h("p.suite", null, icon("inbox", 18), t("home.desk"),
    h("a", { href: "/inbox" }, t("place.inbox")), h("a", { href: "/offices" }, t("place.offices")));
}

/** The next step of whoever has just begun an institution. */
function alone() {
  const line = h("p.suite");
  people({ limit: 1, quiet: true }).then(({ total }) => {
    if (total < 2) replace(line, icon("people", 18), t("home.people"), h("a", { href: "/people" }, t("home.people.add")));
    else line.remove();
  }, () => line.remove());
  return line;
}

/** The state of the suite in one line, for who looks after it. */
function suite() {
  const line = h("p.suite", { role: "status" });
  api.get("/health", { accepts: [503] }).then(
    ({ status, endpoints }) => {
      const noModel = endpoints && !endpoints.some(({ state }) => state === "up");
      const text = status === "ok" ? t("home.suite.ok") : noModel ? t("home.suite.noModel") : t("home.suite.attention");
      const connects = noModel && can("administer_endpoints");
      replace(line, stateMark(status, text),
        h("a", { href: connects ? "/models" : "/status" }, t(connects ? "home.suite.connect" : "home.suite.open")));
    },
    () => replace(line, icon("alert", 18), rich("home.suite.unknown")),
  );
  return line;
}
