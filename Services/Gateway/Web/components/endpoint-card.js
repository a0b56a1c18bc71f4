import { h, replace } from "../modules/dom.js";
import { has, t } from "../modules/i18n.js";
import { icon } from "./icon.js";
import { stateMark } from "./state.js";

/** One place where models run: where it is, what it serves, how it is doing. */
export function endpointCard() {
  const element = h("article.card.service");
  let shown = "";
  element.update = (endpoint) => {
    const state = JSON.stringify(endpoint);
    if (state === shown) return;
    shown = state;
    const remedy = `remedy.endpoint.${endpoint.state}`;
    replace(element,
      h("header", null, h("h3", null, endpoint.url), stateMark(endpoint.state)),
      endpoint.simulated && h("div", null, h("span.chip.warn", null, icon("info", 16), t("model.simulated"))),
      has(remedy) && h("p", null, t(remedy)),
      facts(endpoint));
  };
  return element;
}

function facts({ models = [], breaker, in_flight: running, latency_ms: latency }) {
  const row = (label, value) => [h("dt", null, label), h("dd", null, value)];
  return h("dl", null,
    row(t("status.models"), models.length ? models.join(", ") : t("status.noModels")),
    breaker && row(t("status.breaker"), has(`breaker.${breaker}`) ? t(`breaker.${breaker}`) : breaker),
    running !== undefined && row(t("status.running"), t("status.requests", { n: running })),
    Number.isFinite(latency?.p50) && row(t("status.latency"), t("status.milliseconds", { n: Math.round(latency.p50) })));
}

/** `kind`: none is configured, or who would know doesn't answer. */
export function missingEndpoints(kind) {
  if (kind === "unknown") return h("div.message.warning", null, icon("alert"), h("p", null, t("status.unknownEndpoints")));
  return h("div.message.warning", null, icon("alert"), h("div.body", null,
    h("p", null, t("status.noEndpoint")),
    h("p.small", null, t("status.connect"), " ", h("code", null, "OLLAMA_ENDPOINTS=http://127.0.0.1:11434"))));
}
