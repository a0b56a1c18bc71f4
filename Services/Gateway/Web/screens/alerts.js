import { h, keyed } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { alerts, alertStates, alertWith, byUrgency, waitingAlerts } from "../modules/alerts.js";
import { announce } from "../modules/announce.js";
import { onLive } from "../modules/live.js";
import { whileVisible } from "../modules/polling.js";
import { query as asQuery } from "../modules/query.js";
import { rename } from "../modules/router.js";
import { can } from "../modules/session.js";
import { alertCard } from "../components/alert-card.js";
import { selection } from "../components/field.js";
import { paged } from "../components/paged.js";
import { tendingTabs } from "../components/tending-tabs.js";

export const styles = ["people", "offices", "prose", "alerts"];
export const texts = ["alerts"];

/** Who may need somebody, the most urgent first, with the time there is to see to it. */
export default function alertsScreen({ query }) {
  let state = query.get("state") ?? "waiting";
  const cards = h("div.stack");
  /** What one did something about stays in view, though it no longer waits. */
  const touched = new Set();
  const which = selection([["waiting", t("alerts.waiting")], ...alertStates.map((each) => [each, t(`alert.state.${each}`)]), ["", t("alerts.all")]], {
    "aria-label": t("alerts.which"), value: state, onchange: () => narrow(which.value),
  });
  const list = paged({
    ask,
    show(items) {
      keyed(cards, [...items].sort(byUrgency), ({ id }) => id, (alert) => alertCard(alert, { onchange: changed }));
      return cards;
    },
    empty: () => h("div.empty", null, h("p", null, t(state === "waiting" ? "alerts.empty" : "alerts.none")),
      state !== "waiting" && h("a.button", { href: "/alerts" }, t("alerts.showOpen"))),
    stage: t("alerts.loading"),
  });
  const element = h("div.page", null,
    h("div.page-head", null, h("h1", null, t("place.alerts")), h("p.soft", null, t(can("keep_support") ? "alerts.lead.all" : "alerts.lead"))),
    tendingTabs("alerts"), h("div.filters.one", null, which), list);

  async function ask({ cursor, signal, quiet }) {
    if (state !== "waiting") return alerts({ state, cursor, signal, quiet });
    const page = await waitingAlerts({ cursor, signal, quiet });
    const gone = [...touched].filter((id) => !cursor && !page.items.some((each) => each.id === id));
    const kept = await Promise.all(gone.map((id) => alertWith(id, { signal, quiet }).then(({ alert }) => [alert], () => [])));
    return { ...page, items: [...page.items, ...kept.flat()] };
  }
  function changed(alert) {
    touched.add(alert.id);
    list.change(alert);
    // The notice of it may have come first, and have taken it out.
    list.renew();
  }
  function narrow(value) {
    state = value;
    touched.clear();
    // Those that wait are what the address means by itself; all is said as nothing.
    rename(`/alerts${state === "waiting" ? "" : asQuery({ state }) || "?state="}`);
    list.refresh();
  }
  const stops = [
    onLive("alert.raised", () => {
      announce(t("notice.alert"));
      list.renew();
    }),
    onLive("alert.updated", list.renew),
    onLive("resumed", list.renew),
  ];
  const watches = [
    whileVisible(10_000, () => {
      for (const card of cards.children) card.tick?.();
    }),
    // Who steps into a conversation is told to nobody else.
    whileVisible(30_000, list.renew),
  ];
  list.refresh();
  return {
    element,
    title: t("place.alerts"),
    leave() {
      stops.forEach((stop) => stop());
      watches.forEach((watch) => watch.stop());
    },
  };
}
