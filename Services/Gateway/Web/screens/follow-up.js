import { h, replace } from "../modules/dom.js";
import { dayFromNow, dayName } from "../modules/days.js";
import { t, when } from "../modules/i18n.js";
import { interventions } from "../modules/alerts.js";
import { whileVisible } from "../modules/polling.js";
import { isUnderWay, makeReport, report as askReport, reports } from "../modules/reports.js";
import { reportTargets } from "../modules/targets.js";
import { nameOf } from "../components/alert-card.js";
import { busy, field } from "../components/field.js";
import { icon } from "../components/icon.js";
import { leaveLoading, load } from "../components/loading.js";
import { problemBox } from "../components/problem.js";
import { reportFigures } from "../components/report-figures.js";
import { reportFailure, reportProgress } from "../components/report-progress.js";

export const styles = ["people", "offices", "tables", "models", "reports"];
export const texts = ["reports", "emotions", "alerts"];

const ahead = 14;
const span = 30;

/** Who is to be looked after again, and how a group or a student has been over the last weeks. */
export default function followUp() {
  const due = h("div");
  const choice = h("div");
  const figures = h("div");
  let making = null;
  const element = h("div.page", null,
    h("div.page-head", null, h("h1", null, t("place.follow-up")), h("p.soft", null, t("followUp.lead"))),
    h("section.stack", null, h("h2", null, t("followUp.due")), due),
    h("section.stack", null, h("h2", null, t("followUp.trend")), choice, figures));
  load(due, (signal) => interventions({ follow_up: dayFromNow(ahead), limit: 100, signal }), dueList);
  load(choice, (signal) => reportTargets({ signal }), choose);
  const watch = whileVisible(1000, () => making && look(making));
  return {
    element,
    title: t("place.follow-up"),
    leave() {
      watch.stop();
      [due, choice, figures].forEach(leaveLoading);
    },
  };

  function dueList({ items }) {
    const open = items.filter(({ follow_up_on: day }) => day).sort((one, other) => one.follow_up_on.localeCompare(other.follow_up_on));
    if (!open.length) return h("p.soft", null, t("followUp.none", { n: ahead }));
    return h("ul.plain-list.entries", null, open.map(({ id, student, follow_up_on: day }) => {
      const late = day < dayFromNow();
      return h("li", null,
        h("div", null, h("a.person", { href: `/interventions/${id}` }, nameOf(student)),
          h("p.small", null, t("intervention.followUp.on", { day: dayName(day) }))),
        late && h("span.state.warn", null, icon("clock", 18), t("followUp.late")));
    }));
  }
  function choose(targets) {
    const options = ["group", "student"].flatMap((scope) => targets[scope].map(([id, name]) => [`${scope} ${id}`, `${t(`reports.scope.${scope}`)}: ${name}`]));
    if (!options.length) return h("p.soft", null, t("reports.noTargets"));
    const who = field(t("followUp.who"), { onchange: () => pick(who.input.value) }, { options });
    pick(who.input.value);
    return who;
  }
  /** The newest report of that, where there is one; a new one only when it is asked for. */
  function pick(value) {
    const [scope, id] = value.split(" ");
    making = null;
    load(figures, async (signal) => {
      const { items } = await reports({ limit: 100, signal });
      const last = items.find((each) => each.scope === scope && each.target_id === id && each.state === "done");
      return last && askReport(last.id, { signal });
    }, (report) => view(report, { scope, id }));
  }
  function view(report, target) {
    const trouble = h("div");
    const button = h("button.main", { type: "button", onclick: renew }, icon("retry", 18), t("followUp.renew", { n: span }));
    async function renew() {
      replace(trouble);
      await busy(button, t("reports.asking"), async () => {
        try {
          const job = await makeReport({ ...target, from: dayFromNow(-span), to: dayFromNow() });
          making = { id: job.id, target };
          await look(making);
        } catch (problem) {
          replace(trouble, problemBox(problem, { onretry: renew }));
        }
      });
    }
    return h("div.stack", null,
      h("div.row.spread", null, h("p.small", null, report ? t("followUp.asOf", { time: when(report.created_at) }) : t("followUp.never")),
        h("div.row", null, report && h("a.button.quiet", { href: `/reports/${report.id}` }, t("followUp.report")), button)),
      trouble, report?.figures && reportFigures(report.figures));
  }
  async function look(job) {
    const report = await askReport(job.id, { quiet: true }).catch(() => null);
    if (!report || job !== making) return;
    if (isUnderWay(report)) return replace(figures, reportProgress(report));
    making = null;
    replace(figures, report.state === "done" ? view(report, job.target) : h("div.stack", null, reportFailure(), view(null, job.target)));
  }
}
