// What the keyboard can do, in a dialog.
import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { store, stored } from "../modules/store.js";
import { openDialog } from "./dialog.js";

const shortcuts = [
  ["shortcut.goto", "Ctrl", "K"],
  ["shortcut.help", "Ctrl", "/"],
  ["shortcut.new", "Ctrl", "Shift", "O"],
  ["shortcut.panel", "Ctrl", "Shift", "D"],
  ["shortcut.send", "Enter"],
  ["shortcut.line", "Shift", "Enter"],
  ["shortcut.stop", "Esc"],
];

export function openShortcuts() {
  if (document.querySelector("dialog[open]")) return;
  const list = h("dl.shortcuts", null, shortcuts.map(([key, ...keys]) => h("div", null,
    h("dt", null, t(key)),
    h("dd", null, keys.map((name) => h("kbd", null, name))))));
  // Who speaks to their computer writes single keys without meaning to: it must be possible to turn one off.
  const single = h("input", {
    type: "checkbox",
    checked: stored("single-keys") !== "off",
    onchange: () => store("single-keys", single.checked ? null : "off"),
  });
  openDialog({ title: t("shortcuts.title") }, list, h("label.check", null, single, t("shortcuts.single")));
}
