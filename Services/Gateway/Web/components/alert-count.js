// How many alerts wait for oneself, beside the place where they are seen.
import { h, replace } from "../modules/dom.js";
import { waitingCount } from "../modules/alerts.js";
import { t } from "../modules/i18n.js";
import { onLive } from "../modules/live.js";
import { whileVisible } from "../modules/polling.js";
import { can, installed } from "../modules/session.js";

const everyMinute = 60_000;

/** Null for whoever tends nobody. */
export function alertCount() {
  if (!installed("analysis") || !can("tend_students")) return null;
  const element = h("span.count", { hidden: true });
  async function count() {
    // What was known stays where it can't be asked for.
    const n = await waitingCount().catch(() => null);
    if (n === null) return;
    element.hidden = n === 0;
    replace(element, h("span", { "aria-hidden": "true" }, n), h("span.visually-hidden", null, ` ${t("place.alerts.waiting", { n })}`));
  }
  const watch = whileVisible(everyMinute, count);
  const stops = ["alert.raised", "alert.updated", "resumed"].map((type) => onLive(type, count));
  count();
  return {
    element,
    leave() {
      watch.stop();
      stops.forEach((stop) => stop());
    },
  };
}
