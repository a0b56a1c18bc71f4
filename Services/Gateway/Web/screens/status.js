import { h, keyed, replace } from "../modules/dom.js";
import { clock, t } from "../modules/i18n.js";
import { api } from "../modules/api.js";
import { onLive } from "../modules/live.js";
import { announce } from "../modules/announce.js";
import { whileVisible } from "../modules/polling.js";
import { can } from "../modules/session.js";
import { daemonCard } from "../components/daemon-card.js";
import { endpointCard } from "../components/endpoint-card.js";
import { load } from "../components/loading.js";
import { missingEndpoints } from "../components/missing-endpoints.js";
import { stateMark } from "../components/state.js";
import { problemBox } from "../components/problem.js";

export const styles = ["status", "tables", "models"];
export const texts = ["status", "models"];

/** Each daemon and each model endpoint with its state and a plain remedy; looked at again every 5 s. */
export default function status() {
  const place = h("div.stack");
  const overall = h("div.overall");
  const daemons = h("div.services");
  const endpoints = h("div.services");
  const trouble = h("div");
  let last = null;

  const content = (report) => {
    show(report);
    if (!report.daemons) return h("div.stack", null, overall, h("p.soft", null, t("status.public")));
    return h("div.stack", null, trouble, overall,
      h("h2", null, t("status.daemons")), daemons,
      h("div.row.spread", null, h("h2", null, t("status.endpoints")),
        can("administer_endpoints") && h("a", { href: "/models" }, t("place.models"))),
      endpoints);
  };

  function show(report) {
    if (last && last !== report.status) announce(t(`status.overall.${report.status}`));
    last = report.status;
    replace(trouble);
    replace(overall, stateMark(report.status, t(`status.overall.${report.status}`)),
      h("span.small", null, t("status.seen", { time: clock() })));
    keyed(daemons, report.daemons ?? [], ({ product }) => product, daemonCard);
    const missing = { id: report.endpoints ? "none" : "unknown" };
    keyed(endpoints, report.endpoints?.length ? report.endpoints : [missing], ({ id }) => id, (each) =>
      each === missing ? missingEndpoints(missing.id) : endpointCard());
  }
  async function again() {
    try {
      if (last) show(await health({ quiet: true }));
    } catch (problem) {
      if (problem.name !== "AbortError") replace(trouble, problemBox(problem));
    }
  }

  load(place, (signal) => health({ signal }), content, { stage: t("status.loading") });
  const polling = whileVisible(5000, again);
  const stops = [onLive("endpoint.state_changed", polling.now), onLive("resumed", polling.now)];
  const element = h("div.page", null, h("h1", null, t("place.status")), place);
  return {
    element,
    title: t("place.status"),
    leave() {
      polling.stop();
      stops.forEach((stop) => stop());
    },
  };
}

/** A suite that is down answers 503 with the same report. */
function health(options) {
  return api.get("/health", { ...options, accepts: [503] });
}
