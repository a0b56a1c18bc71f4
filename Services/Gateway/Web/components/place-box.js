// The one box of a citizen: whatever is written is asked; places that fit are offered under it while one writes.
import { h, replace, uniqueID } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { findPlaces, whereOf } from "../modules/municipios.js";
import { tab } from "../modules/store.js";
import { icon } from "./icon.js";

// For this tab only: the next person at the same computer doesn't read it.
const draft = "consulta.draft";

const byTouch = matchMedia("(pointer: coarse)");

/** `onask(text)` for what was written, `onpick(place)` for a place taken from the list. */
export function placeBox({ onask, onpick }) {
  const listID = uniqueID("places");
  const list = h("div.options", { id: listID, role: "listbox", "aria-label": t("consulta.places"), hidden: true });
  const input = h("input", {
    id: uniqueID("field"), type: "search", role: "combobox", name: "q", "aria-expanded": "false", "aria-controls": listID,
    "aria-autocomplete": "list", autocomplete: "off", autocapitalize: "none", enterkeyhint: "search", maxlength: 2000,
    placeholder: t("consulta.placeholder"), value: tab.get(draft) ?? "",
  });
  const said = h("p.visually-hidden", { role: "status" });
  const form = h("form.consulta-box", { role: "search", onsubmit: submit },
    h("label", { for: input.id }, t("consulta.box")),
    h("div.line", null,
      h("div.picker", null, h("div.search", null, icon("search", 18), input), list),
      h("button.main", { type: "submit" }, t("consulta.ask"))),
    said);
  let options = [];
  // None until an arrow is pressed: Enter asks for what is written.
  let at = -1;
  let asking = null;

  function show(found) {
    options = found;
    at = -1;
    replace(list, found.map((place, index) => h("div.option", {
      id: `${listID}-${index}`, role: "option", "aria-selected": "false",
      onpointerdown: (event) => event.preventDefault(), onclick: () => pick(place),
    }, h("span", null, place.name), h("span.small", null, whereOf(place)))));
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    mark();
  }
  function mark() {
    [...list.children].forEach((each, index) => each.setAttribute("aria-selected", String(index === at)));
    if (at >= 0) input.setAttribute("aria-activedescendant", `${listID}-${at}`);
    else input.removeAttribute("aria-activedescendant");
  }
  function clear() {
    asking?.abort();
    input.value = "";
    tab.set(draft, null);
    show([]);
    // The keyboard of a phone would cover the answer.
    if (byTouch.matches) input.blur();
  }
  function pick(place) {
    clear();
    onpick(place);
  }
  function submit(event) {
    event.preventDefault();
    const text = input.value.trim();
    if (!text) return input.focus();
    clear();
    onask(text);
  }
  async function find(q) {
    asking = new AbortController();
    const { signal } = asking;
    // Without suggestions the box works all the same.
    const found = await findPlaces(q, { signal }).catch(() => null);
    if (signal.aborted || document.activeElement !== input) return;
    const items = found?.items ?? [];
    show(items);
    said.textContent = items.length > 0 ? t("consulta.suggested", { n: items.length }) : "";
  }
  input.addEventListener("input", () => {
    tab.set(draft, input.value || null);
    asking?.abort();
    const text = input.value.trim();
    // A question is no name: what it means is found when it is asked.
    if (text.length >= 2 && text.length <= 120) find(text);
    else show([]);
  });
  input.addEventListener("blur", () => {
    asking?.abort();
    show([]);
  });
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!options.length || event.isComposing) return;
    if (step) {
      // One place more than there are options: none of them.
      at = ((at + 1 + step + options.length + 1) % (options.length + 1)) - 1;
      mark();
    } else if (event.key === "Enter" && at >= 0) {
      pick(options[at]);
    } else if (event.key === "Escape") {
      asking?.abort();
      show([]);
    } else {
      return;
    }
    event.preventDefault();
  });
  return Object.assign(form, { input });
}
