import { h } from "../modules/dom.js";
import { dayName } from "../modules/days.js";
import { t, when } from "../modules/i18n.js";
import { interventions as ask } from "../modules/alerts.js";
import { onLive } from "../modules/live.js";
import { query as asQuery } from "../modules/query.js";
import { rename } from "../modules/router.js";
import { nameOf } from "../components/alert-card.js";
import { selection } from "../components/field.js";
import { paged } from "../components/paged.js";
import { stateMark } from "../components/state.js";
import { tendingTabs } from "../components/tending-tabs.js";

export const styles = ["people", "offices", "alerts"];
export const texts = ["alerts"];

const states = ["active", "ended"];
const interventionLooks = { active: "running", ended: "done" };

/** The conversations that one took over, newest first. */
export default function interventionsScreen({ query }) {
  let state = query.get("state") ?? "";
  const which = selection([["", t("interventions.all")], ...states.map((each) => [each, t(`interventions.${each}`)])], {
    "aria-label": t("interventions.which"), value: state, onchange: () => {
      state = which.value;
      rename(`/interventions${asQuery({ state })}`);
      list.refresh();
    },
  });
  const list = paged({
    ask: (page) => ask({ state, ...page }),
    show: (items) => h("ul.plain-list.entries", null, items.map(entry)),
    empty: () => h("div.empty", null, h("p", null, t(state ? "interventions.none" : "interventions.empty"))),
  });
  const element = h("div.page", null,
    h("div.page-head", null, h("h1", null, t("tending.interventions")), h("p.soft", null, t("interventions.lead"))),
    tendingTabs("interventions"), h("div.filters.one", null, which), list);
  list.refresh();
  const stops = [onLive("intervention.changed", list.refresh), onLive("resumed", list.refresh)];
  return { element, title: t("tending.interventions"), leave: () => stops.forEach((stop) => stop()) };
}

function entry({ id, student, state, started_at: started, ended_at: ended, follow_up_on: followUp }) {
  return h("li", null,
    h("div", null, h("a.person", { href: `/interventions/${id}` }, nameOf(student)),
      h("p.small", null, [
        ended ? t("interventions.endedAt", { time: when(ended) }) : t("interventions.started", { time: when(started) }),
        followUp && t("interventions.followUp", { day: dayName(followUp) }),
      ].filter(Boolean).join(" · "))),
    stateMark(interventionLooks[state] ?? "waiting", t(`intervention.state.${state}`)));
}
