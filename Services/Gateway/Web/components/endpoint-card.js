import { canonical } from "../modules/canonical.js";
import { h, replace } from "../modules/dom.js";
import { has, t } from "../modules/i18n.js";
import { nameOf, reasonKey } from "../modules/models.js";
import { endpointFacts } from "./endpoint-facts.js";
import { endpointModels } from "./endpoint-models.js";
import { icon } from "./icon.js";
import { stateMark } from "./state.js";

/**
 * One place where models run: where it is and how it stands; with `actions`, which have an `update(endpoint)` of their
 * own, all that is known of it too. `currency()` is the one of its prices.
 */
export function endpointCard({ currency, actions } = {}) {
  const facts = h("div.stack");
  const element = h("article.card.service.endpoint", null, facts, actions);
  let shown = "";
  element.update = (endpoint) => {
    actions?.update(endpoint);
    const state = canonical({ ...endpoint, probed_at: null });
    if (state === shown) return;
    shown = state;
    replace(facts,
      h("header", null, h("h3", null, nameOf(endpoint)), stateMark(endpoint.state)),
      endpoint.name && h("p.small", null, endpoint.url),
      endpoint.simulated && h("div", null, h("span.chip.warn", null, icon("info", 16), t("model.simulated"))),
      remedy(endpoint),
      actions && endpointFacts(endpoint, currency()),
      endpointModels(endpoint));
  };
  return element;
}

function remedy({ state, last_error: error, spend }) {
  const key = `remedy.endpoint.${spend?.monthly_cap && spend.amount >= spend.monthly_cap ? "capped" : state}`;
  if (!has(key)) return null;
  const reason = state === "down" && reasonKey(error);
  if (reason && has(reason)) return h("p", null, t(reason));
  return h("div", null, h("p", null, t(key)), error && h("p.small.reference", null, error));
}
