// The figures of a report: how many, and how sure.
import { h } from "../modules/dom.js";
import { has, share, t } from "../modules/i18n.js";
import { between, shareBars } from "./share-bars.js";
import { shareLine } from "./share-line.js";

export function reportFigures(figures) {
  const { messages, students, conversations, undetermined, unpleasant, emotions, styles, tiers, categories, days, trend } = figures;
  if (messages === 0) return h("p.soft", null, t("figures.nothing"));
  const named = (kind, items) => items.map(({ label, share: part }) => ({ name: word(kind, label), share: part }));
  const dangers = [...named("tier", tiers), ...named("category", categories)];
  return h("div.stack", null,
    h("dl.tiles", null,
      tile("figures.messages", messages), tile("figures.students", students), tile("figures.conversations", conversations),
      tile("figures.unpleasant", share(unpleasant.share), `${between(unpleasant)}, ${t("figures.of", unpleasant)}`),
      tile("figures.alerts", figures.alerts.raised, t("figures.alerts.open", { n: figures.alerts.open })),
      tile("figures.falseAlarms", known(figures.alerts.false_alarms), ofShare(figures.alerts.false_alarms)),
      tile("figures.inTime", known(figures.alerts.in_time), ofShare(figures.alerts.in_time)),
      tile("figures.interventions", figures.interventions.count, outcome(figures.interventions)),
      tile("figures.followUps", figures.follow_ups.due, t("figures.overdue", { n: figures.follow_ups.overdue }))),
    h("div.charts", null,
      days.some(({ n }) => n > 0) && shareLine({ title: t("figures.days"), note: trendNote(trend), days }),
      emotions.length > 0 && shareBars({
        title: t("figures.emotions"), items: named("emotion", emotions),
        note: t("figures.undetermined", { share: share(undetermined.share), n: undetermined.n }),
      }),
      dangers.length > 0 && shareBars({ title: t("figures.risks"), items: dangers }),
      styles.length > 0 && shareBars({ title: t("figures.styles"), note: t("figures.styles.note"), items: named("style", styles) })));
}

const word = (kind, label) => (has(`${kind}.${label}`) ? t(`${kind}.${label}`) : label);
/** Of nothing there is no share. */
const known = (part) => (part.n ? share(part.share) : "–");
const ofShare = (part) => (part.n ? `${between(part)}, ${t("figures.of", part)}` : t("figures.none"));

function tile(key, value, note) {
  return h("div", null, h("dt", null, t(key)), h("dd", null, h("strong.figures", null, typeof value === "number" ? t("figures.plain", { n: value }) : value),
    note && h("span.small", null, note)));
}

/** Whether it rises or falls, only where the interval says so. */
function trendNote(trend) {
  if (!trend) return t("figures.trend.unknown");
  const points = (value) => Math.round(value * 1000) / 10;
  const values = { change: points(trend.per_week), low: points(trend.low), high: points(trend.high), days: trend.days, n: trend.n };
  const way = trend.low > 0 ? "rises" : trend.high < 0 ? "falls" : "unclear";
  return t(`figures.trend.${way}`, values);
}

function outcome({ ended, outcome: change }) {
  if (!change) return t("figures.ended", { n: ended });
  return t("figures.outcome", { before: share(change.before.share), after: share(change.after.share), n: ended });
}
