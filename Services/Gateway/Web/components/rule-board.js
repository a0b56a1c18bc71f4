// Which rule raised how many alerts, and how often it was right.
import { h } from "../modules/dom.js";
import { share, t } from "../modules/i18n.js";
import { interval } from "../modules/intervals.js";
import { ruleBoard as ask } from "../modules/support.js";
import { load } from "./loading.js";
import { cardTable } from "./table.js";

export function ruleBoard() {
  const place = h("div");
  load(place, (signal) => ask({ signal }), ({ items }) => (items.length === 0 ? h("p.soft", null, t("rules.none")) : cardTable({
    label: t("support.tab.rules"),
    items: [...items].sort((one, other) => other.raised - one.raised),
    columns: [
      { title: t("rules.rule"), cell: ({ why }) => why, kind: "strong" },
      { title: t("rules.raised"), cell: ({ raised }) => t("rules.n", { n: raised }), kind: "right figures" },
      { title: t("rules.false"), cell: ({ false_alarms: n }) => t("rules.n", { n }), kind: "right figures" },
      { title: t("rules.precision"), cell: precision, kind: "right figures" },
    ],
  })));
  return h("div.stack", null, h("p.soft", null, t("rules.lead")), place);
}

/** With how far it can be off: of three alerts, little is known. */
function precision({ precision: part, false_alarms: wrong, judged }) {
  if (part === null || part === undefined) return t("rules.unknown");
  const n = judged ?? (part < 1 ? Math.round(wrong / (1 - part)) : null);
  if (!n) return share(part);
  const [low, high] = interval(Math.round(part * n), n);
  return t("rules.share", { part: share(part), low: share(low), high: share(high), n });
}
