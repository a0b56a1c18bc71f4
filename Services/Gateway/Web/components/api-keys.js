import { exactly, has, t, when } from "../modules/i18n.js";
import { confirm } from "./dialog.js";
import { entries } from "./entries.js";
import { toast } from "./toast.js";

/** Somebody's keys for programs; `ask(signal)` lists them and `revoke(id)` revokes one. */
export function apiKeys({ ask, revoke }) {
  const list = entries({
    ask: (signal) => ask({ signal }),
    empty: t("keys.none"),
    entry: ({ id, name, prefix, scopes, created_at: since, expires_at: until, last_used_at: used }) => ({
      title: name,
      facts: [
        `${prefix}…`,
        scopes.map((scope) => (has(`keys.scope.${scope}`) ? t(`keys.scope.${scope}`) : scope)).join(", "),
        t("keys.since", { when: when(since) }),
        until ? t("keys.until", { when: exactly(until) }) : t("keys.forever"),
        used ? t("keys.used", { when: when(used) }) : t("keys.unused"),
      ],
      note: until && Date.parse(until) < Date.now() && t("keys.expired"),
      action: t("keys.revoke"),
      label: t("keys.revoke.label", { name }),
      async act() {
        const question = { title: t("keys.revoke.title", { name }), text: t("keys.revoke.text"), action: t("keys.revoke") };
        if (!(await confirm(question))) return false;
        await revoke(id);
        toast(t("keys.revoked", { name }));
      },
    }),
  });
  list.refresh();
  return list;
}
