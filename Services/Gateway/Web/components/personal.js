// Mine: account, data, appearance, language and leaving, as the menu of the top bar and as the phone's «Más».
import { h } from "../modules/dom.js";
import { language, languages, t } from "../modules/i18n.js";
import { places } from "../modules/places.js";
import { go } from "../modules/router.js";
import { session } from "../modules/session.js";
import { store, stored } from "../modules/store.js";
import { caption, menuItem, separator } from "./menu.js";
import { icon } from "./icon.js";
import { openDialog } from "./dialog.js";
import { toast } from "./toast.js";

const themes = ["system", "light", "dark"];

function theme() {
  return stored("theme") ?? "system";
}

function chooseTheme(name) {
  store("theme", name === "system" ? null : name);
  if (name === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = name;
}

async function leave(actions) {
  try {
    await actions.onsignout();
  } catch (problem) {
    toast(problem.message);
  }
}

export function personalItems(actions) {
  const choice = (label, checked, act) => {
    const item = menuItem({ label, checked, act });
    item.append(h("span.tick", null, icon("check", 18)));
    return item;
  };
  return [
    ...places().filter(({ personal }) => personal).map(({ path, key, icon: shape }) =>
      menuItem({ label: t(`place.${key}`), icon: icon(shape), act: () => go(path) })),
    separator(),
    caption(t("theme")),
    ...themes.map((name) => choice(t(`theme.${name}`), theme() === name, () => chooseTheme(name))),
    caption(t("language")),
    ...Object.entries(languages).map(([code, name]) => choice(name, language() === code, () => actions.onlanguage(code))),
    separator(),
    menuItem({ label: t("shortcuts.title"), icon: icon("keyboard"), act: actions.onshortcuts }),
    menuItem({ label: t("signout"), icon: icon("leave"), act: () => leave(actions) }),
  ];
}

/** The phone's sheet: the places that have no room in the bar, and what is mine. */
export function openMore(actions, rest) {
  const close = (act) => () => {
    dialog.close("");
    act();
  };
  const choices = (legend, entries, chosen, act) => h("fieldset.choices", null,
    h("legend", null, legend),
    entries.map(([value, name]) => h("label.check", null,
      h("input", { type: "radio", name: legend, checked: value === chosen, onchange: () => act(value) }), name)));
  const dialog = openDialog({ title: session.user.name, className: "sheet" },
    rest.length > 0 && h("nav.stack", { "aria-label": t("more") }, rest.map((place) =>
      h("a.button", { href: place.path, onclick: () => dialog.close("") }, icon(place.icon), t(`place.${place.key}`)))),
    choices(t("theme"), themes.map((name) => [name, t(`theme.${name}`)]), theme(), chooseTheme),
    choices(t("language"), Object.entries(languages), language(), (code) => close(() => actions.onlanguage(code))()),
    h("button", { type: "button", onclick: close(() => leave(actions)) }, icon("leave"), t("signout")));
}
