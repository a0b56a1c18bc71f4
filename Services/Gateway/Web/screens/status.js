import { h, keyed, replace } from "../modules/dom.js";
import { clock, t } from "../modules/i18n.js";
import { api } from "../modules/api.js";
import { onLive } from "../modules/live.js";
import { announce } from "../modules/announce.js";
import { daemonCard } from "../components/daemon-card.js";
import { endpointCard, missingEndpoints } from "../components/endpoint-card.js";
import { load } from "../components/loading.js";
import { stateMark } from "../components/state.js";
import { problemBox } from "../components/problem.js";

export const styles = ["status"];

/** Each daemon and each model endpoint with its state and a plain remedy; looked at again every 5 s. */
export default function status() {
  const place = h("div.stack");
  const overall = h("div.overall");
  const daemons = h("div.services");
  const endpoints = h("div.services");
  const trouble = h("div");
  let timer;
  let last = null;

  const content = (report) => {
    show(report);
    if (!report.daemons) return h("div.stack", null, overall, h("p.soft", null, t("status.public")));
    return h("div.stack", null, trouble, overall,
      h("h2", null, t("status.daemons")), daemons,
      h("h2", null, t("status.endpoints")), endpoints);
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
    clearTimeout(timer);
    try {
      if (!document.hidden && last) show(await health({ quiet: true }));
    } catch (problem) {
      if (problem.name !== "AbortError") replace(trouble, problemBox(problem));
    }
    timer = setTimeout(again, 5000);
  }

  load(place, (signal) => health({ signal }), content, { stage: t("status.loading") });
  timer = setTimeout(again, 5000);
  const stops = [onLive("endpoint.state_changed", again), onLive("resumed", again)];
  const element = h("div.page", null, h("h1", null, t("place.status")), place);
  return {
    element,
    title: t("place.status"),
    leave() {
      clearTimeout(timer);
      stops.forEach((stop) => stop());
    },
  };
}

/** A suite that is down answers 503 with the same report. */
function health(options) {
  return api.get("/health", { ...options, accepts: [503] });
}
