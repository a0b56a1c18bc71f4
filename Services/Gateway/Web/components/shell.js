// What stands around every screen: the institution's name, search, notices, me, and where one can go.
import { h, replace } from "../modules/dom.js";
import { language, languages, t } from "../modules/i18n.js";
import { isAt, places } from "../modules/places.js";
import { go } from "../modules/router.js";
import { can, session, sessionChanges } from "../modules/session.js";
import { announce } from "../modules/announce.js";
import { stored } from "../modules/store.js";
import { bell } from "./notices.js";
import { icon } from "./icon.js";
import { menuButton } from "./menu.js";
import { placeCounts } from "./place-counts.js";
import { personalItems, openMore } from "./personal.js";

/** The frame of someone who is in. `actions` has `onlanguage(code)` and `onsignout()`. */
export function shell(actions) {
  const notices = bell();
  const counts = placeCounts();
  const rail = h("nav.rail", { "aria-label": t("rail") });
  const content = h("main.content", { id: "content", tabindex: 0 });
  const offline = offlineNotice();
  const name = h("span", null, session.user.name);
  const rename = () => name.replaceChildren(session.user?.name ?? "");
  const element = h("div", null,
    h("a.skip", { href: "#content", onclick: skipTo(content) }, t("skip")),
    h("div.app", null, top(actions, notices, name), offline.element, rail, content));
  const shortcut = (event) => {
    const act = event.ctrlKey || event.metaKey
      ? shortcuts[(event.shiftKey ? "shift+" : "") + event.key.toLowerCase()]
      : event.key === "?" && stored("single-keys") !== "off" && !event.target.closest?.("input, textarea") && openHelp;
    if (!act) return;
    event.preventDefault();
    act();
  };
  addEventListener("keydown", shortcut);
  sessionChanges.addEventListener("change", rename);
  return {
    element,
    show(screen, path) {
      replace(rail, railEntries(path, actions, counts));
      replace(content, screen);
      content.scrollTop = 0;
    },
    leave() {
      removeEventListener("keydown", shortcut);
      sessionChanges.removeEventListener("change", rename);
      offline.leave();
      notices.leave();
      Object.values(counts).forEach((count) => count.leave());
    },
  };
}

/** The frame of the doors: first start and sign-in. */
export function doorFrame({ onlanguage }) {
  const content = h("main", { id: "content", tabindex: 0 });
  const other = Object.keys(languages).find((code) => code !== language());
  const change = { type: "button", lang: other, onclick: () => onlanguage(other) };
  const element = h("div", null,
    h("header.plain-top", null,
      h("span.name", null, session.site.institution),
      h("button.quiet", change, icon("language"), languages[other])),
    content);
  return { element, show: (screen) => replace(content, screen) };
}

function top(actions, notices, name) {
  return h("header.top", null,
    h("a.name", { href: "/" }, session.site.institution),
    h("button.find", { type: "button", onclick: openGoTo, "aria-label": t("goto.title"), "aria-keyshortcuts": "Control+K" },
      icon("search"), h("span", null, t("goto.button")), h("kbd", { "aria-hidden": "true" }, "Ctrl K")),
    notices.element,
    menuButton(
      h("button.quiet.me", { type: "button", "aria-label": t("me.menu", { name: session.user.name }) },
        icon("person"), name, icon("down", 16)),
      () => personalItems({ ...actions, onshortcuts: openHelp })));
}

/** `counts` stand beside the places of those names. */
function railEntries(path, actions, counts) {
  const all = places();
  const mine = all.filter(({ personal }) => !personal);
  // The phone's bar is for everyday work: what one administers now and then is under «Más».
  const onBar = mine.filter((place) => !place.administration).slice(0, 4);
  const link = (place) => h("a", {
    href: place.path,
    "aria-current": isAt(place, path) ? "page" : null,
    class: onBar.includes(place) ? "" : "wide-only",
  }, icon(place.icon), h("span", null, t(`place.${place.key}`)), counts[place.key]?.element);
  const administration = mine.filter((place) => place.administration);
  const rest = all.filter((place) => !onBar.includes(place));
  const more = {
    type: "button",
    "aria-current": rest.some((place) => isAt(place, path)) ? "true" : null,
    onclick: () => openMore(actions, rest),
  };
  return [
    mine.filter((place) => !place.administration).map(link),
    administration.length > 0 && h("hr"),
    administration.map(link),
    h("button.phone-only", more, icon("more"), t("more")),
    session.site.version && h("p.version.small", null, t("version", { version: session.site.version })),
  ];
}

async function openGoTo() {
  if (document.querySelector("dialog[open]")) return;
  const { goTo } = await import("./go-to.js");
  goTo();
}

async function openHelp() {
  const { openShortcuts } = await import("./shortcuts.js");
  openShortcuts();
}

/** With Ctrl, or the command key. On many keyboards «/» is Shift and 7. */
const shortcuts = {
  k: openGoTo,
  "/": openHelp,
  "shift+/": openHelp,
  "shift+7": openHelp,
  "shift+o": () => can("converse") && go("/chat"),
};

/** A hash in the address would be a place of its own in the history. */
function skipTo(content) {
  return (event) => {
    event.preventDefault();
    content.focus();
  };
}

function offlineNotice() {
  const state = { role: "status", hidden: navigator.onLine };
  const element = h("div.notice", state, icon("cloud"), h("span", null, t("offline")));
  const away = () => {
    element.hidden = false;
  };
  const back = () => {
    element.hidden = true;
    announce(t("online"));
  };
  addEventListener("offline", away);
  addEventListener("online", back);
  return {
    element,
    leave() {
      removeEventListener("offline", away);
      removeEventListener("online", back);
    },
  };
}
