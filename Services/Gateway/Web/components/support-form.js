// Help lines, the chain of people, the hours and what holds outside them: kept together, since each needs the others.
import { h, replace } from "../modules/dom.js";
import { has, t } from "../modules/i18n.js";
import { keepSupport, support as ask } from "../modules/support.js";
import { chainEditor } from "./chain-editor.js";
import { complete, field } from "./field.js";
import { helpLines } from "./help-lines.js";
import { hoursEditor } from "./hours-editor.js";
import { icon } from "./icon.js";
import { load } from "./loading.js";
import { ownForm } from "./own-form.js";
import { toast } from "./toast.js";

const minutes = { least: 1, most: 1440 };

export function supportForm() {
  const place = h("div");
  load(place, (signal) => ask({ signal }), view);
  return place;

  function view({ lines, people, acknowledge_minutes: within, hours, out_of_hours: out, missing, ready, names }) {
    const known = ({ id, user_id: other }) => ({ id: id ?? other, name: names[id ?? other] ?? t("support.somebody") });
    const numbers = helpLines(lines);
    const chain = chainEditor(t("support.chain.add"), people.map(known));
    const clock = field(t("support.minutes"), {
      name: "acknowledge_minutes", type: "number", min: minutes.least, max: minutes.most, required: true, value: within,
    }, { hint: t("support.minutes.hint") });
    clock.classList.add("short");
    const week = hoursEditor(hours);
    const duty = chainEditor(t("support.duty.add"), (out?.on_call ?? []).map((id) => known({ id })));
    const policy = policies(out?.policy, (value) => (duty.hidden = value !== "on_call"));
    duty.hidden = out?.policy !== "on_call";
    const form = ownForm({
      fields: [],
      action: t("support.save"),
      main: true,
      async save() {
        if (!complete([...numbers.fields, clock]) || !week.isRight()) return;
        const chosen = policy.chosen;
        const saved = await keepSupport({
          lines: numbers.lines,
          people: chain.people.map(({ id }) => ({ user_id: id })),
          acknowledge_minutes: Number(clock.input.value),
          hours: week.hours,
          ...(chosen && { out_of_hours: { policy: chosen, ...(chosen === "on_call" && { on_call: duty.people.map(({ id }) => id) }) } }),
        });
        replace(place, view(saved));
        toast(t("support.saved"));
      },
    });
    const parts = {
      lines: part("support.lines", numbers), chain: part("support.chain", chain, clock), out_of_hours: part("support.out", policy, duty),
    };
    // Who is on call is still to be said, where that somebody is was chosen.
    const need = (each) => (each === "out_of_hours" && out?.policy === "on_call" ? "on_call" : each);
    return h("div.page-parts", null,
      readiness(ready, missing.map(need), { ...parts, on_call: duty, verified_lines: parts.lines }),
      parts.lines, parts.chain, part("support.hours", week), parts.out_of_hours,
      h("div.form-end", null, form));
  }
}

const part = (title, ...content) => h("section.stack", null,
  h("div", null, h("h2", null, t(title)), h("p.soft", null, t(`${title}.lead`))), content);

/** Whether students may talk with the assistant, and what that still needs; each leads to where it is mended. */
function readiness(ready, missing, parts) {
  if (ready) return h("div.message", { role: "status" }, icon("shield"), h("p", null, t("support.ready")));
  return h("div.message.warning", { role: "status" }, icon("alert"), h("div.body", null,
    h("p", null, t("support.notReady")),
    h("ul", null, missing.map((each) => {
      const words = t(has(`support.missing.${each}`) ? `support.missing.${each}` : "support.missing.other");
      return h("li", null, parts[each] ? h("button.link", { type: "button", onclick: () => goTo(parts[each]) }, words) : words);
    }))));
}

function goTo(part) {
  part.scrollIntoView({ block: "start" });
  part.querySelector("input, button:not(.link)")?.focus({ preventScroll: true });
}

function policies(chosen, onchange) {
  const options = ["lines_only", "on_call"];
  const boxes = options.map((value) =>
    h("input", { type: "radio", name: "policy", value, checked: value === chosen, onchange: () => onchange(value) }));
  const element = h("fieldset.choices.one-column", null,
    h("legend.visually-hidden", null, t("support.out")),
    options.map((value, index) => h("label.check", null, boxes[index],
      h("span", null, t(`support.out.${value}`), h("span.hint", null, t(`support.out.${value}.hint`))))));
  return Object.defineProperty(element, "chosen", { get: () => boxes.find(({ checked }) => checked)?.value });
}
