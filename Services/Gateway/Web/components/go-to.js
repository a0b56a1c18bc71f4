import { debounced, h, replace, uniqueID } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { addressOf, conversations } from "../modules/history.js";
import { documentAddress, documents } from "../modules/library.js";
import { places } from "../modules/places.js";
import { go } from "../modules/router.js";
import { can, installed } from "../modules/session.js";
import { icon } from "./icon.js";
import { openDialog } from "./dialog.js";

/** Ctrl K: screens, conversations and documents by name, from any screen. */
export function goTo() {
  const listID = uniqueID("options");
  const list = h("div.options", { id: listID, role: "listbox", "aria-label": t("goto.results") });
  const input = h("input", {
    type: "text", role: "combobox", "aria-label": t("goto.title"), "aria-expanded": "true", "aria-controls": listID,
    "aria-autocomplete": "list", autocomplete: "off", placeholder: t("goto.placeholder"),
  });
  const status = h("p.small", { role: "status" });
  const dialog = openDialog({ title: t("goto.title"), className: "go-to" }, input, list, status);
  let options = [];
  let chosen = 0;
  let search = new AbortController();

  const screens = (text) => places()
    .map((place) => ({ label: t(`place.${place.key}`), path: place.path, icon: place.icon }))
    .filter(({ label }) => plain(label).includes(plain(text)));

  function show(found) {
    options = found;
    chosen = 0;
    replace(list, options.map((option, index) => h("div.option", {
      id: `${listID}-${index}`, role: "option", "aria-selected": "false", onclick: () => open(option),
    }, icon(option.icon), h("span", null, option.label), option.note && h("span.small", null, option.note))));
    status.textContent = options.length ? "" : t("goto.none");
    mark();
  }
  function mark() {
    [...list.children].forEach((element, index) => element.setAttribute("aria-selected", String(index === chosen)));
    list.children[chosen]?.scrollIntoView({ block: "nearest" });
    if (options.length) input.setAttribute("aria-activedescendant", `${listID}-${chosen}`);
    else input.removeAttribute("aria-activedescendant");
  }
  function open(option) {
    dialog.close("");
    go(option.path);
  }
  const find = debounced(200, async (text) => {
    if (!can("converse")) return;
    search.abort();
    search = new AbortController();
    const { signal } = search;
    // What doesn't answer leaves the others.
    const found = await Promise.all([
      installed("chat") && conversations({ query: text, signal }).then(({ items }) => items.slice(0, 8).map(asOption), () => []),
      installed("documents") && text && documents({ q: text, limit: 5, signal, quiet: true }).then(({ items }) => items.map(asDocument), () => []),
    ]);
    if (input.value.trim() === text && !signal.aborted) show([...screens(text), ...found.flatMap((options) => options || [])]);
  });

  input.addEventListener("input", () => {
    show(screens(input.value.trim()));
    find(input.value.trim());
  });
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length) {
      event.preventDefault();
      chosen = (chosen + step + options.length) % options.length;
      mark();
    } else if (event.key === "Enter" && options[chosen]) {
      event.preventDefault();
      open(options[chosen]);
    }
  });
  show(screens(""));
  find("");
  input.focus();
}

function asOption(item) {
  return { label: item.title || t("chat.untitled"), path: addressOf(item), icon: "chat", note: t("goto.conversation") };
}

function asDocument({ id, title, name }) {
  return { label: title || name, path: documentAddress(id), icon: "library", note: t("goto.document") };
}

/** «Situación» is found by «situacion». */
function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
