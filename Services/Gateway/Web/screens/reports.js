import { h } from "../modules/dom.js";
import { t, when } from "../modules/i18n.js";
import { isUnderWay, period, reports as ask } from "../modules/reports.js";
import { go } from "../modules/router.js";
import { reportTargets } from "../modules/targets.js";
import { load } from "../components/loading.js";
import { paged } from "../components/paged.js";
import { reportForm } from "../components/report-form.js";
import { stateMark } from "../components/state.js";

export const styles = ["people", "offices", "models", "reports"];
export const texts = ["reports"];

/** Reports by conversation, student and group: making one, and those that were made. */
export default function reportsScreen() {
  const place = h("div");
  const element = h("div.page", null,
    h("div.page-head", null, h("h1", null, t("place.reports")), h("p.soft", null, t("reports.lead"))), place);
  load(place, (signal) => reportTargets({ signal }), (targets) => {
    const list = paged({
      ask,
      show: (items) => h("ul.plain-list.entries", null, items.map((item) => entry(item, targets))),
      empty: () => h("p.soft", null, t("reports.empty")),
    });
    list.refresh();
    return h("div.page-parts", null,
      h("section.stack", null, h("h2", null, t("reports.new")), reportForm(targets, { onmade: ({ id }) => go(`/reports/${id}`) })),
      h("section.stack", null, h("h2", null, t("reports.made")), list));
  });
  return { element, title: t("place.reports") };
}

function entry(item, targets) {
  const { id, scope, target_id: target, from, to, created_at: made, signed_at: signed, state } = item;
  const name = targets.nameOf(scope, target) ?? t(`reports.scope.${scope}`);
  const look = signed ? ["ok", "reports.signed"] : isUnderWay(item) ? ["running", "reports.state.running"] : [state === "done" ? "pending" : state, `reports.state.${state}`];
  return h("li", null,
    h("div", null, h("a.person", { href: `/reports/${id}` }, name),
      h("p.small", null, [t(`reports.scope.${scope}`), period(from, to), when(made)].join(" · "))),
    stateMark(look[0], t(look[1])));
}
