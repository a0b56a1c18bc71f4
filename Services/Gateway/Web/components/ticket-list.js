// The inbox: requests of citizens, newest first, as they come in.
import { debounced, h, replace } from "../modules/dom.js";
import { announce } from "../modules/announce.js";
import { t, when } from "../modules/i18n.js";
import { tickets as ask, ticketStates } from "../modules/desk.js";
import { onLive } from "../modules/live.js";
import { query as asQuery } from "../modules/query.js";
import { rename } from "../modules/router.js";
import { selection } from "./field.js";
import { icon } from "./icon.js";
import { paged } from "./paged.js";
import { stateMark } from "./state.js";
import { openTicket, ticketLooks, whoseIs } from "./ticket.js";

export function ticketList(query) {
  const filter = { q: query.get("q") ?? "", state: query.get("state") ?? "" };
  const search = h("input", {
    type: "search", "aria-label": t("inbox.search"), placeholder: t("inbox.search"), value: filter.q, autocomplete: "off", maxlength: 200,
  });
  const which = selection([["", t("inbox.all")], ...ticketStates.map((each) => [each, t(`ticket.state.${each}`)])], {
    "aria-label": t("inbox.which"), value: filter.state, onchange: () => narrow("state", which.value),
  });
  const count = h("p.small", { role: "status" });
  const list = paged({
    ask: (page) => ask({ ...filter, ...page }),
    show: (items) => h("ul.plain-list.entries", null, items.map(entry)),
    empty: () => (filter.q || filter.state
      ? h("div.empty", null, h("p", null, t("inbox.none")), h("a.button", { href: "/inbox" }, t("inbox.showAll")))
      : h("div.empty", null, h("p", null, t("inbox.empty")), h("a.button", { href: "/consulta" }, icon("map"), t("place.consulta")))),
    stage: t("inbox.loading"),
    onpage: ({ counts }) => replace(count, ticketStates.map((each) => `${t(`ticket.state.${each}`)}: ${counts?.[each] ?? 0}`).join(" · ")),
  });
  const element = h("div.stack", null,
    h("div.filters.two", null, h("div.search", null, icon("search", 18), search), which), count, list);

  function narrow(name, value) {
    filter[name] = value;
    rename(`/inbox${asQuery(filter)}`);
    list.refresh();
  }
  const open = (id) => openTicket(id, { onchange: list.refresh });
  function entry({ id, number, state, created_at: at, municipality, message, handled_by: by }) {
    return h("li", null,
      h("div", null,
        h("button.quiet.ticket-link", { type: "button", onclick: () => open(id) },
          h("strong.figures", null, number), h("span", null, message)),
        h("p.small", null, [municipality?.name, when(at), whoseIs({ state, handled_by: by })].filter(Boolean).join(" · "))),
      stateMark(ticketLooks[state], t(`ticket.state.${state}`)));
  }
  search.addEventListener("input", debounced(250, () => narrow("q", search.value.trim())));
  list.refresh();
  const stops = [
    onLive("ticket.created", (subject, data) => {
      announce(t("notice.ticket", { number: data?.number ?? "" }));
      list.refresh();
    }),
    onLive("resumed", list.refresh),
  ];
  const linked = query.get("ticket");
  if (linked) queueMicrotask(() => open(linked));
  return { element, leave: () => stops.forEach((stop) => stop()) };
}
