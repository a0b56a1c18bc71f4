// A person found by name: a box with the names that fit under it.
import { debounced, h, replace, uniqueID } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { people } from "../modules/people.js";

/** `onpick(person)`; null when the box was emptied. `keeps`: the name chosen stays in the box. */
export function personPicker(label, { onpick, keeps = false, chosen = null }) {
  const listID = uniqueID("names");
  const list = h("div.options", { id: listID, role: "listbox", "aria-label": label, hidden: true });
  const input = h("input", {
    id: uniqueID("field"), type: "search", role: "combobox", "aria-expanded": "false", "aria-controls": listID, "aria-autocomplete": "list",
    autocomplete: "off", placeholder: t("picker.hint"), value: chosen?.name ?? "",
  });
  const said = h("p.visually-hidden", { role: "status" });
  const element = h("div.field.picker", null, h("label", { for: input.id }, label), input, list, said);
  let options = [];
  let at = 0;

  function show(found) {
    options = found;
    at = 0;
    replace(list, found.map((person, index) => h("div.option", {
      id: `${listID}-${index}`, role: "option", "aria-selected": "false", onpointerdown: (event) => event.preventDefault(), onclick: () => pick(person),
    }, h("span", null, person.name), h("span.small", null, person.username))));
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    mark();
  }
  function mark() {
    [...list.children].forEach((each, index) => each.setAttribute("aria-selected", String(index === at)));
    if (options.length) input.setAttribute("aria-activedescendant", `${listID}-${at}`);
    else input.removeAttribute("aria-activedescendant");
  }
  function pick(person) {
    input.value = keeps ? person.name : "";
    show([]);
    onpick(person);
  }
  const find = debounced(200, async (q) => {
    if (!q || q !== input.value.trim()) return;
    const { items } = await people({ q, limit: 8, quiet: true }).catch(() => ({ items: [] }));
    if (q !== input.value.trim() || document.activeElement !== input) return;
    show(items);
    said.textContent = items.length ? t("people.total", { n: items.length }) : t("people.nobody");
  });
  input.addEventListener("input", () => {
    const text = input.value.trim();
    if (text) return find(text);
    show([]);
    if (keeps) onpick(null);
  });
  input.addEventListener("blur", () => show([]));
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!options.length) return;
    if (step) {
      at = (at + step + options.length) % options.length;
      mark();
    } else if (event.key === "Enter") {
      pick(options[at]);
    } else if (event.key === "Escape") {
      show([]);
    } else {
      return;
    }
    event.preventDefault();
  });
  element.input = input;
  return element;
}
