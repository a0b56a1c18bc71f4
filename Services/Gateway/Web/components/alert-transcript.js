// The whole conversation that an alert came from: read for a reason, which the student sees.
import { h, replace } from "../modules/dom.js";
import { exactly, t } from "../modules/i18n.js";
import { transcriptOf } from "../modules/alerts.js";
import { openDialog } from "./dialog.js";
import { busy } from "./field.js";
import { problemBox } from "./problem.js";
import { reasonForm } from "./reason-form.js";
import { saidBy } from "./said.js";

/** `name` is the student's. */
export function openTranscript({ id }, name) {
  const place = h("div", null, opening());
  openDialog({ title: t("alert.whole.title", { name }), className: "roomy" }, place);

  function opening() {
    return h("div.stack", null, h("p", null, t("alert.whole.text", { name })), reasonForm({
      label: t("alert.open.reason"),
      action: t("alert.whole"),
      async open(reason) {
        const list = view(reason, await transcriptOf(id, reason));
        replace(place, list);
        list.focus({ preventScroll: true });
      },
    }));
  }
  function view(reason, { items, next }) {
    const list = h("ul.plain-list.entries", null, items.map(entry));
    const more = h("button", { type: "button", hidden: !next }, t("alert.whole.more"));
    const trouble = h("div");
    more.onclick = () => busy(more, t("opening.wait"), async () => {
      try {
        const page = await transcriptOf(id, reason, next);
        list.append(...page.items.map(entry));
        next = page.next;
        more.hidden = !next;
      } catch (problem) {
        replace(trouble, problemBox(problem));
      }
    });
    return h("div.stack", { tabindex: -1 }, items.length ? list : h("p.soft", null, t("alert.whole.none")), trouble, more);
  }
  const entry = ({ role, text, tutor, created_at: at }) => h("li", null,
    h("div", null, h("p.small", null, `${who(role, tutor)} · ${exactly(at)}`), saidBy(role, text)));
  const who = (role, tutor) => (role === "user" ? name : role === "tutor" ? tutor?.name ?? t("alert.somebody") : t("alert.whole.assistant"));
}
