// What one daemon holds on me: what, since when, what for, on what ground, and how long.
import { h } from "../modules/dom.js";
import { dayOf, has, t } from "../modules/i18n.js";
import { stateMark } from "./state.js";
import { cardTable } from "./table.js";

/** One entry of `daemons`, as `GET /api/my-data` gives it. */
export function heldData({ daemon, status, categories = [] }) {
  const name = has(`daemon.${daemon}`) ? t(`daemon.${daemon}`) : daemon;
  const held = categories.filter(({ count }) => count > 0);
  const column = (key, cell, kind) => ({ title: t(key), cell, kind });
  const columns = [
    column("held.what", ({ title }) => title, "strong"),
    column("held.count", ({ count }) => t("held.pieces", { n: count }), "figures"),
    column("held.when", ({ since, until }) => span(since, until)),
    column("held.purpose", ({ purpose }) => purpose),
    column("held.ground", ({ ground }) => ground),
    column("held.retention", ({ retention_days: days }) => (days ? t("held.days", { n: days }) : t("held.asLong"))),
  ];
  return h("section.held.stack", null,
    h("div.row.spread", null, h("h3", null, name), status === "away" && stateMark("down", t("held.away"))),
    held.length > 0 && cardTable({ label: name, columns, items: held }),
    status === "ok" && held.length === 0 && h("p.soft", null, t("held.nothing")),
    status === "away" && h("p.soft", null, t("held.away.text")));
}

function span(since, until) {
  if (!since) return "—";
  const [first, last] = [dayOf(since), dayOf(until ?? since)];
  return first === last ? first : t("held.span", { since: first, until: last });
}
