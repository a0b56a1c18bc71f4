// Erasing oneself: typed out, and followed until every daemon is done.
import { h, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { eraseMe, myErasure } from "../modules/privacy.js";
import { session } from "../modules/session.js";
import { openForm } from "./dialog-form.js";
import { complete, field } from "./field.js";
import { followErasure } from "./erasure.js";

/** `onbegin(report)` when it has begun. */
export function eraseMeDialog({ onbegin }) {
  const name = field(t("erase.username", session.user), { name: "confirmation", autocomplete: "off", autocapitalize: "none", spellcheck: "false", required: true });
  openForm({
    title: t("erase.me.title"),
    action: t("erase.me.action"),
    danger: true,
    content: [h("p", null, t("erase.me.text")), h("p", null, t("erase.final")), name],
    fields: [name],
    first: name,
    async save() {
      if (!complete([name])) return;
      const confirmation = name.input.value.trim();
      if (confirmation !== session.user.username) return name.fail(t("erase.differs", session.user));
      onbegin(await eraseMe(confirmation));
      return true;
    },
  });
}

/** Shows one's own erasure until it is done; `ondone()` then. The account may go before the last answer. */
export function followMyErasure(place, report, { titles, ondone }) {
  const content = h("div.stack");
  replace(place, h("section.stack", null, h("h2", null, t("erasure.title")), content));
  let last = report;
  return followErasure(content, report, {
    titles,
    async ask() {
      try {
        last = (await myErasure({ quiet: true })) ?? last;
      } catch (problem) {
        if (problem.status === 401) last = { ...last, state: "done", daemons: last.daemons.map((each) => ({ ...each, state: "done" })) };
      }
      return last;
    },
    done: () => h("div.row", null, h("button.main", { type: "button", onclick: ondone }, t("erasure.leave"))),
  });
}
