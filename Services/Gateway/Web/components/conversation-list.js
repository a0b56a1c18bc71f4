// The conversations, with search: beside the chat on a wide screen, a screen of its own on a phone.
import { debounced, h, keyed, replace } from "../modules/dom.js";
import { exactly, t, when } from "../modules/i18n.js";
import { addressOf, conversations, historyChanges } from "../modules/history.js";
import { onLive } from "../modules/live.js";
import { manageItems } from "./manage-conversation.js";
import { highlighted } from "./highlighted.js";
import { icon } from "./icon.js";
import { load } from "./loading.js";
import { menuButton } from "./menu.js";
import { problemBox } from "./problem.js";

/** `leave()` when it goes away; `mark(id)` shows which one is open. */
export function conversationList({ current = null } = {}) {
  let query = "";
  let cursor = null;
  let items = [];
  let marked = current;
  let rows = null;
  const search = h("input", {
    type: "search",
    "aria-label": t("history.search"),
    placeholder: t("history.search.short"),
    autocomplete: "off",
  });
  const count = h("p.visually-hidden", { role: "status" });
  const place = h("div.conversations");
  const element = h("div.history", null, h("div.search", null, icon("search", 18), search), count, place);

  const first = () => load(place, (signal) => conversations({ query, signal }), render, { stage: t("history.loading") });
  const refresh = debounced(250, async () => {
    if (!rows) return first();
    try {
      const page = await conversations({ query, quiet: true });
      take(page.items, page.next);
    } catch {
      // What is on screen stays; the next change or search asks again.
    }
  });

  function render(page) {
    rows = h("div.groups");
    take(page.items, page.next);
    return rows;
  }
  function take(found, next) {
    items = found;
    cursor = next ?? null;
    if (query) count.textContent = t("history.found", { n: items.length });
    show();
  }
  function show() {
    if (items.length === 0) {
      const text = query ? t("history.nothing", { query }) : t("history.empty");
      return keyed(rows, [text], (key) => key, () => h("p.soft.nothing", null, text));
    }
    const groups = [...grouped(items, query)];
    if (cursor) groups.push(["more", []]);
    keyed(rows, groups, ([key]) => `${key}-${query}`, ([key]) => (key === "more" ? more() : group(key)));
    mark(marked);
  }
  function group(key) {
    const list = h("ul.plain-list");
    const section = h("section", null, key && h("h2.small", null, t(`history.${key}`)), list);
    section.update = ([, entries]) => keyed(list, entries, ({ id }) => id, (item) => row(item, query));
    return section;
  }
  function more() {
    const trouble = h("div");
    const button = h("button.quiet", { type: "button", onclick: next }, t("history.more"));
    async function next() {
      button.setAttribute("aria-disabled", "true");
      try {
        const page = await conversations({ query, cursor });
        cursor = page.next ?? null;
        items = [...items, ...page.items.filter(({ id }) => !items.some((each) => each.id === id))];
        show();
      } catch (problem) {
        replace(trouble, problemBox(problem));
      } finally {
        button.removeAttribute("aria-disabled");
      }
    }
    return h("div.more", null, button, trouble);
  }
  function mark(id) {
    marked = id;
    for (const link of rows?.querySelectorAll("a[data-id]") ?? []) {
      if (link.dataset.id === id) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }

  search.addEventListener("input", debounced(250, () => {
    query = search.value.trim();
    element.classList.toggle("searching", query !== "");
    first();
  }));
  const again = () => refresh();
  historyChanges.addEventListener("change", again);
  const stops = [onLive("conversation.changed", again), onLive("resumed", again)];
  first();

  return Object.assign(element, {
    mark,
    refresh: again,
    leave() {
      historyChanges.removeEventListener("change", again);
      stops.forEach((stop) => stop());
    },
  });
}

function row(item, query) {
  const title = h("span.title");
  const snippet = h("span.snippet");
  const time = h("time.small");
  const link = h("a", { href: addressOf(item), "data-id": item.id }, title, time, snippet);
  const button = h("button.quiet.icon", { type: "button" }, icon("more"));
  const element = h("li.conversation", null, link, menuButton(button, () => manageItems(item)));
  element.update = (now) => {
    item = now;
    replace(title, highlighted(now.title || t("chat.untitled"), query));
    replace(snippet, highlighted((now.snippet ?? "").replace(/[*_`#>|]+/g, ""), query));
    snippet.hidden = !now.snippet;
    time.textContent = when(now.updated_at);
    time.dateTime = now.updated_at;
    time.title = exactly(now.updated_at);
    button.setAttribute("aria-label", t("history.manage", { title: now.title || t("chat.untitled") }));
  };
  return element;
}

/** By when they were last used; what a search found stays in the server's order. */
function grouped(items, query) {
  if (query) return new Map([["", items]]);
  const midnight = new Date().setHours(0, 0, 0, 0);
  const day = 86_400_000;
  const groups = new Map();
  const starts = [["today", midnight], ["yesterday", midnight - day], ["week", midnight - 7 * day], ["earlier", -Infinity]];
  for (const item of items) {
    const [name] = item.pinned ? ["pinned"] : starts.find(([, start]) => Date.parse(item.updated_at) >= start);
    groups.set(name, [...(groups.get(name) ?? []), item]);
  }
  return groups;
}
