import { h } from "../modules/dom.js";
import { has, t } from "../modules/i18n.js";
import { copyButton } from "./copy.js";
import { icon } from "./icon.js";

/** Where something can be done about it. */
const elsewhere = { consent_missing: { path: "/my-data", name: "place.my-data" } };

/** An error beside its cause: what happened, what to do, and the code in small print to copy. */
export function problemBox(problem, { onretry, onedit } = {}) {
  const hint = `remedy.${problem.code}`;
  const way = (act, name, word) => act && h("div.row", null, h("button", { type: "button", onclick: act }, icon(name), word));
  return h("div.message.error", { role: "alert" },
    icon("alert"),
    h("div.body", null,
      h("p", null, problem.message),
      has(hint) && h("p", null, t(hint)),
      elsewhere[problem.code] && h("div.row", null, h("a.button", { href: elsewhere[problem.code].path }, t(elsewhere[problem.code].name))),
      way(onretry, "retry", t("retry")),
      way(onedit, "pencil", t("problem.edit")),
      reference(problem)));
}

/** The code and the request's id, small, to copy into a message to whoever can help. */
export function reference({ code, requestID }) {
  if (!requestID) return null;
  const text = `${code} · ${requestID}`;
  return h("div.reference-line", null,
    h("span.reference", null, text),
    copyButton(() => text, { label: t("problem.copy"), compact: true }));
}
