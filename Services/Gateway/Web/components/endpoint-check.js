// «Probar» before anything is kept: who answers at an address, and with which models.
import { h, replace } from "../modules/dom.js";
import { has, t } from "../modules/i18n.js";
import { checkEndpoint, reasonKey } from "../modules/models.js";
import { busy } from "./field.js";
import { problemBox } from "./problem.js";
import { stateMark } from "./state.js";

/**
 * `place()` gives `{ url, secret }`, or null where something is missing; `onfound(result)` when somebody answered there;
 * `onrefused(problem)` tells whether it said what is wrong with what was typed.
 */
export function endpointCheck({ place, onfound, onrefused }) {
  const said = h("div", { role: "status" });
  const button = h("button", { type: "button", onclick: run }, t("check.action"));
  let tried = null;
  let reachable = false;

  /** Resolves to whether somebody answers at the address that stands there now. */
  async function run() {
    const asked = place();
    if (!asked) return false;
    await busy(button, t("check.busy"), async () => {
      try {
        const result = await checkEndpoint(asked);
        ({ reachable } = result);
        replace(said, result.reachable ? found(result) : silent(result));
        if (result.reachable) onfound(result);
        tried = JSON.stringify(asked);
      } catch (problem) {
        reachable = false;
        tried = null;
        replace(said, !onrefused(problem) && problemBox(problem));
      }
    });
    said.scrollIntoView({ block: "nearest" });
    return reachable;
  }
  return {
    button,
    said,
    run,
    /** Whether this very address has been tried. */
    get tried() {
      return tried !== null && tried === JSON.stringify(place());
    },
  };
}

function found({ kind, models, latency_ms: latency, error }) {
  const values = { kind: has(`kind.${kind}`) ? t(`kind.${kind}`) : kind ?? "", ms: Math.round(latency ?? 0) };
  if (error) return h("div.message.warning", null, h("div.body", null, stateMark("limited", t("check.answers", values)), why(error)));
  return h("div.message", null, h("div.body", null,
    stateMark("ok", t("check.answers", values)),
    h("p.small", null, models?.length ? t("check.models", { models: models.join(", ") }) : t("check.noModels"))));
}

function silent({ error }) {
  return h("div.message.error", null, h("div.body", null, stateMark("down", t("check.silent")), why(error)));
}

function why(error) {
  const key = reasonKey(error);
  return [h("p", null, t(has(key) ? key : "check.remedy")), error && !has(key) && h("p.small.reference", null, error)];
}
