// How much waits for oneself, beside the place where it is seen.
import { debounced, h, replace } from "../modules/dom.js";
import { waitingCount } from "../modules/alerts.js";
import { api } from "../modules/api.js";
import { t } from "../modules/i18n.js";
import { onLive } from "../modules/live.js";
import { whileVisible } from "../modules/polling.js";
import { can, installed } from "../modules/session.js";

const everyMinute = 60_000;
/** More are counted no further. */
const most = 99;

const activeJobs = async () => (await api.get("/api/jobs?state=active&limit=100", { quiet: true })).items.length;

/** `{ alerts, jobs }`, without those that aren't one's business. */
export function placeCounts() {
  const counts = {};
  if (installed("analysis") && can("tend_students")) counts.alerts = placeCount("place.alerts.waiting", waitingCount, ["alert.raised", "alert.updated"]);
  if (installed("documents") && can("keep_documents")) counts.jobs = placeCount("place.jobs.active", activeJobs, ["job.changed"], "soft");
  return counts;
}

/** `ask()` resolves to how many, asked again on notices of `types`. */
function placeCount(key, ask, types, kind = "") {
  const element = h("span.count", { hidden: true, class: kind });
  async function count() {
    // What was known stays where it can't be asked for.
    const n = await ask().catch(() => null);
    if (n === null) return;
    element.hidden = n === 0;
    const shown = n > most ? `${most}+` : n;
    replace(element, h("span", { "aria-hidden": "true" }, shown), h("span.visually-hidden", null, ` ${t(key, { n: shown })}`));
  }
  const watch = whileVisible(everyMinute, count);
  // A folder of hundreds of files brings as many notices.
  const soon = debounced(500, count);
  // How far a job is changes nothing here.
  const told = (_, data) => data?.state !== "running" && soon();
  const stops = [...types, "resumed"].map((type) => onLive(type, told));
  count();
  return {
    element,
    leave() {
      watch.stop();
      stops.forEach((stop) => stop());
    },
  };
}
