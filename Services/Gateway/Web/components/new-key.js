// A key for a program: made here, and shown once.
import { h } from "../modules/dom.js";
import { rich, t } from "../modules/i18n.js";
import { makeKey } from "../modules/account.js";
import { copyButton } from "./copy.js";
import { openDialog } from "./dialog.js";
import { openForm } from "./dialog-form.js";
import { complete, field } from "./field.js";

const day = 86_400_000;
const terms = ["30", "90", "365", ""];

/** `ondone()` when there is one more. */
export function newKey({ ondone }) {
  const name = field(t("keys.name"), { name: "name", autocomplete: "off", required: true, maxlength: 120 }, { hint: t("keys.name.hint") });
  const term = field(t("keys.term"), { name: "expiry", value: "90" }, { options: terms.map((days) => [days, days ? t("keys.days", { n: Number(days) }) : t("keys.forever")]) });
  openForm({
    title: t("keys.add"),
    action: t("keys.add.action"),
    content: [h("p.soft", null, t("keys.add.text")), name, term],
    fields: [name, term],
    first: name,
    async save() {
      if (!complete([name])) return;
      const days = Number(term.input.value);
      const expiry = days ? new Date(Date.now() + days * day).toISOString().replace(/\.\d+Z$/, "Z") : undefined;
      const made = await makeKey({ name: name.input.value.trim(), scopes: ["inference"], expires_at: expiry });
      ondone();
      showKey(made);
      return true;
    },
  });
}

function showKey({ name, key }) {
  const command = `curl ${location.origin}/v1/models -H "Authorization: Bearer ${key}"`;
  const dialog = openDialog({ title: t("keys.made", { name }), className: "roomy" },
    h("p", null, rich("keys.made.text")),
    h("div.command", null, h("code", null, key), copyButton(() => key)),
    h("p.small", null, t("keys.try")),
    h("div.command", null, h("code", null, command), copyButton(() => command, { compact: true })),
    h("div.actions", null,
      h("a.button.quiet", { href: "/docs" }, t("keys.docs")),
      h("button.main", { type: "button", onclick: () => dialog.close("") }, t("keys.done"))));
}
