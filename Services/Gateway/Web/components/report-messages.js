// The messages that a sentence of a report stands on: read for a reason, which their students see.
import { h, replace } from "../modules/dom.js";
import { exactly, t } from "../modules/i18n.js";
import { openSentence } from "../modules/reports.js";
import { reportTargets } from "../modules/targets.js";
import { openDialog } from "./dialog.js";
import { reasonForm } from "./reason-form.js";

/** `number` as people count the sentences. */
export function openReportMessages(report, sentence, number) {
  const place = h("div", null, opening());
  openDialog({ title: t("reports.read.title", { n: number }), className: "roomy" }, place);

  function opening() {
    return h("div.stack", null, h("p", null, t("reports.read.text")), reasonForm({
      label: t("reports.read.reason"),
      hint: t("reports.read.hint"),
      action: t("reports.read.action"),
      async open(reason) {
        const [{ items }, targets] = await Promise.all([
          openSentence(report.id, sentence.id, reason),
          report.scope === "group" ? reportTargets().catch(() => null) : null,
        ]);
        const list = view(items, targets);
        replace(place, list);
        list.focus({ preventScroll: true });
      },
    }));
  }
  function view(items, targets) {
    const all = sentence.message_ids.length;
    return h("div.stack", { tabindex: -1 },
      h("p.small", null, items.length < all ? t("reports.read.newest", { n: items.length, all }) : t("reports.read.all", { n: all })),
      items.length > 0 && h("ul.plain-list.entries", null, items.map(({ student, at, text }) => h("li", null,
        h("div", null, h("p.small", null, [targets?.nameOf("student", student), exactly(at)].filter(Boolean).join(" · ")),
          h("p.as-written", null, text))))));
  }
}
