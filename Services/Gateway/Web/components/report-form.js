// What a report shall be about, and of which days.
import { h, replace } from "../modules/dom.js";
import { dayFromNow } from "../modules/days.js";
import { t } from "../modules/i18n.js";
import { makeReport, scopes } from "../modules/reports.js";
import { field } from "./field.js";
import { ownForm } from "./own-form.js";

/** `targets` as `reportTargets` gives them; `onmade(job)` when it is on its way. */
export function reportForm(targets, { onmade }) {
  const usable = scopes.filter((scope) => targets[scope].length);
  if (!usable.length) return h("p.soft", null, t("reports.noTargets"));
  const scope = field(t("reports.scope"), { name: "scope", onchange: () => show() }, { options: usable.map((each) => [each, t(`reports.scope.${each}`)]) });
  const who = field(t("reports.who"), { name: "id", required: true }, { options: [] });
  const from = field(t("reports.from"), { name: "from", type: "date", required: true, max: dayFromNow(), value: dayFromNow(-30) });
  const to = field(t("reports.to"), { name: "to", type: "date", required: true, max: dayFromNow(), value: dayFromNow() });
  const show = () => replace(who.input, targets[scope.input.value].map(([id, name]) => h("option", { value: id }, name)));
  const form = ownForm({
    fields: [scope, who, from, to],
    action: t("reports.make"),
    wait: t("reports.asking"),
    main: true,
    async save() {
      if (from.input.value > to.input.value) {
        from.fail(t("reports.period.wrong"));
        return from.input.focus();
      }
      return onmade(await makeReport({ scope: scope.input.value, id: who.input.value, from: from.input.value, to: to.input.value }));
    },
  });
  form.classList.add("report-form");
  show();
  return form;
}
