import { h, replace } from "../modules/dom.js";
import { clock, t } from "../modules/i18n.js";
import { actions, entries, leaveVisit, openVisit, visit } from "../modules/audit.js";
import { auditFilters } from "../components/audit-filters.js";
import { auditTable } from "../components/audit-table.js";
import { chainState } from "../components/chain-state.js";
import { field } from "../components/field.js";
import { ownForm } from "../components/own-form.js";
import { paged } from "../components/paged.js";

export const styles = ["tables", "people", "audit"];
export const texts = ["status", "people", "audit"];

/** The record of who did what. It opens for a reason, which is recorded too. */
export default function audit({ query }) {
  const place = h("div.page-parts");
  const element = h("div.page.wide", null,
    h("div.page-head", null, h("h1", null, t("place.audit")), h("p.soft", null, t("audit.lead"))), place);
  const screen = { element, title: t("place.audit"), focus: () => place.querySelector("textarea") ?? element.querySelector("h1") };
  const filter = Object.fromEntries(["actor", "subject", "action", "daemon", "result", "from", "to"].map((name) => [name, query.get(name) ?? ""]));
  if (openVisit()) record();
  else ask();
  return screen;

  function ask(ended = false) {
    const reason = field(t("audit.reason"), { name: "reason", required: true, maxlength: 500 }, { rows: 3, hint: t("audit.reason.hint") });
    const form = ownForm({
      fields: [reason],
      action: t("audit.enter"),
      main: true,
      async save() {
        const text = reason.input.value.trim();
        if (text.length < 10) return fail(reason);
        await visit(text);
        record();
        element.querySelector("h1").focus();
      },
    });
    replace(place, h("div.reading.stack", null, h("p", null, t(ended ? "audit.ended" : "audit.why")), form));
    if (ended) reason.input.focus();
  }
  function fail(reason) {
    reason.fail(t("audit.reason.short"));
    reason.input.focus();
  }
  function record() {
    const titles = new Map();
    const list = paged({
      ask: (page) => entries({ ...asked(), ...page }).catch(again),
      show: (items) => auditTable(items, titles),
      empty: () => h("p.soft", null, t("audit.none")),
      stage: t("audit.loading"),
      onpage: () => (seen.textContent = t("status.seen", { time: clock() })),
    });
    const seen = h("p.small", { role: "status" });
    const filters = auditFilters({ filter, titles, asked, onchange: list.refresh });
    replace(place, chainState({ onended: again }), h("div.stack", null, filters.element, seen, list));
    list.refresh();
    actions().then(({ items }) => {
      for (const { action, title } of items) titles.set(action, title);
      filters.named(items);
      list.refresh();
    }).catch(() => {});
  }
  /** Days are the reader's own: from the first moment of one to the last of the other. */
  function asked() {
    const moment = (day, time) => (day ? new Date(`${day}T${time}`).toISOString() : "");
    return { ...filter, from: moment(filter.from, "00:00:00"), to: moment(filter.to, "23:59:59") };
  }
  /** An hour is over: the reason is asked for again, the filters stay. */
  function again(problem) {
    if (problem.code !== "reason_required") throw problem;
    leaveVisit();
    ask(true);
    return { items: [], next: null };
  }
}
