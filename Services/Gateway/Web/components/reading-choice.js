// How documents will be read for a question: whole, or only the passages that answer it; with the reason, and changeable.
import { h, replace, uniqueID } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { planFor } from "../modules/asking.js";

/** `update(scope)` asks anew; `element.mode` is what was chosen, or undefined where it is left to the server. */
export function readingChoice() {
  let asked = null;
  let chosen;
  let plan = null;
  const name = uniqueID("reading");
  const why = h("p.small", { id: `${name}-why`, role: "status" });
  const options = ["whole", "search"].map((mode) => {
    const input = h("input", { type: "radio", name, value: mode, "aria-describedby": why.id, onchange: () => (chosen = mode) });
    return { mode, input, label: h("label.check", null, input, t(`reading.${mode}`)) };
  });
  const element = h("fieldset.choices.reading-choice", { hidden: true },
    h("legend", null, t("reading.title")), options.map(({ label }) => label), why);

  async function update(scope) {
    asked?.abort();
    asked = new AbortController();
    const mine = asked;
    try {
      plan = await planFor(scope, { signal: mine.signal });
    } catch (problem) {
      // Without it one can ask all the same: the server chooses.
      if (mine === asked) element.hidden = true;
      return;
    }
    if (mine !== asked) return;
    if (chosen === "whole" && !plan.can_read_whole) chosen = undefined;
    for (const { mode, input } of options) {
      input.checked = mode === (chosen ?? plan.mode);
      input.disabled = mode === "whole" && !plan.can_read_whole;
    }
    replace(why, plan.why);
    element.hidden = plan.pages === 0;
  }
  return Object.defineProperty(Object.assign(element, { update }), "mode", { get: () => chosen });
}
