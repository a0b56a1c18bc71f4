// All that was done about an alert, who was told and when; its words open for a reason where they aren't meant for one.
import { h } from "../modules/dom.js";
import { exactly, has, t } from "../modules/i18n.js";
import { alertWith, isKept, openAlert } from "../modules/alerts.js";
import { openDialog } from "./dialog.js";
import { load } from "./loading.js";
import { reasonForm } from "./reason-form.js";

/** `onchange(alert)` when its words were opened. */
export function openAlertDetail({ id }, onchange) {
  const place = h("div");
  openDialog({ title: t("alert.log"), className: "roomy" }, place);
  const look = () => load(place, (signal) => alertWith(id, { signal }), view);
  look();

  function view({ alert, log, steps }) {
    const told = steps.map(({ at, person }) => ({ at, text: t("alert.told", { name: person?.name ?? t("alert.somebody") }) }));
    const done = log.map(({ at, action, by, reason }) => ({
      at, reason, text: [t(has(`alert.action.${action}`) ? `alert.action.${action}` : "alert.action.other"), by?.name].filter(Boolean).join(" · "),
    }));
    const entries = [...done, ...told].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
    return h("div.stack", null,
      h("ol.plain-list.entries", null, entries.map(({ at, text, reason }) => h("li", null,
        h("div", null, h("p", null, text), reason && h("p.as-written", null, reason)),
        h("time.small", { datetime: at }, exactly(at))))),
      isKept(alert) && opening());
  }
  function opening() {
    return h("section.stack", null, h("h3", null, t("alert.open")), h("p.soft", null, t("alert.open.text")), reasonForm({
      label: t("alert.open.reason"),
      action: t("alert.open"),
      main: false,
      async open(reason) {
        onchange(await openAlert(id, reason));
        look();
      },
    }));
  }
}
