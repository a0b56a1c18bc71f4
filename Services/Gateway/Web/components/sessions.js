import { t, when } from "../modules/i18n.js";
import { entries } from "./entries.js";
import { toast } from "./toast.js";

/** Where somebody is signed in; `ask(signal)` lists them and `end(id)` ends one. */
export function sessions({ ask, end, onpage = () => {} }) {
  const list = entries({
    async ask(signal) {
      const page = await ask({ signal });
      onpage(page);
      return page;
    },
    empty: t("sessions.none"),
    entry: ({ id, device, created_at: since, last_seen_at: seen, network, current }) => ({
      title: device || t("sessions.unknown"),
      facts: [t("sessions.seen", { when: when(seen ?? since) }), t("sessions.since", { when: when(since) }), network],
      note: current && t("sessions.current"),
      action: !current && t("sessions.end"),
      label: t("sessions.end.label", { device: device || t("sessions.unknown") }),
      async act() {
        await end(id);
        toast(t("sessions.ended"));
      },
    }),
  });
  list.refresh();
  return list;
}
