import { debounced, h, keyed } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { everySeconds, fromNotice, isActive, jobs as ask } from "../modules/jobs.js";
import { onLive } from "../modules/live.js";
import { whileVisible } from "../modules/polling.js";
import { can } from "../modules/session.js";
import { jobRow } from "../components/job-row.js";
import { paged } from "../components/paged.js";

export const styles = ["tables", "people", "documents"];
export const texts = ["jobs"];

/** All one's own work that goes on, and what became of the rest. */
export default function jobsScreen() {
  const rows = h("ul.plain-list.entries", { "aria-label": t("jobs.active") });
  const endedRows = h("ul.plain-list.entries", { "aria-label": t("jobs.ended") });
  let known = new Set();
  const active = listOf("active", rows, () => h("div.empty", null, h("p", null, t("jobs.empty")),
    can("keep_documents") && h("div.row", null, h("a.button", { href: "/library" }, t("jobs.empty.open")))));
  const ended = listOf("ended", endedRows, () => h("p.soft", null, t("jobs.ended.none")));
  const element = h("div.page.narrow", null,
    h("div.page-head", null, h("h1", null, t("place.jobs")), h("p.soft", null, t("jobs.lead"))),
    h("div.page-parts", null,
      h("section.stack", null, h("h2", null, t("jobs.active")), active),
      h("section.stack", null, h("h2", null, t("jobs.ended")), ended)));

  function listOf(state, place, empty) {
    return paged({
      ask: (page) => ask({ state, limit: 50, ...page }),
      show(items) {
        if (state === "active") known = new Set(items.map(({ id }) => id));
        keyed(place, items, ({ id }) => id, (job) => jobRow(job, { onchange: both }));
        return place;
      },
      empty() {
        if (state === "active") known = new Set();
        return empty();
      },
      stage: t("jobs.loading"),
    });
  }
  function both() {
    active.renew();
    ended.renew();
  }
  const soon = debounced(400, both);
  function told(job) {
    const isHere = known.has(job.id);
    if (isActive(job) && isHere) rows.keyedElements?.get(job.id)?.follow(job);
    else soon();
  }
  const polling = whileVisible(everySeconds, () => known.size > 0 && both());
  const stops = [onLive("job.changed", (_, data) => data && told(fromNotice(data))), onLive("resumed", both)];
  active.refresh();
  ended.refresh();
  return {
    element,
    title: t("place.jobs"),
    leave() {
      polling.stop();
      stops.forEach((stop) => stop());
    },
  };
}
