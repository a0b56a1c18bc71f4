import { h } from "../modules/dom.js";
import { has, precisely, t } from "../modules/i18n.js";
import { can } from "../modules/session.js";
import { stateMark } from "./state.js";
import { cardTable } from "./table.js";

/** Entries of the record; `titles` are the words for actions. */
export function auditTable(items, titles) {
  const column = (name, cell, kind) => ({ title: t(`audit.${name}`), cell, kind });
  return cardTable({
    label: t("place.audit"),
    items,
    columns: [
      column("at", ({ at }) => h("time", { datetime: at }, precisely(at)), "figures"),
      column("actor", ({ actor }) => whom(actor)),
      column("action", ({ action }) => titles.get(action) ?? action, "strong"),
      column("subject", ({ subject }) => (subject ? whom(subject) : "—")),
      column("daemon", ({ daemon }) => (has(`daemon.${daemon}`) ? t(`daemon.${daemon}`) : daemon)),
      column("result", ({ result }) => stateMark(looks[result], t(`result.${result}`))),
      column("more", details),
    ],
  });
}

const looks = { ok: "ok", refused: "withdrawn", failed: "failed" };

/** A name, where the account still exists, or a daemon's; else what is left of it. */
function whom(somebody) {
  if (!somebody?.id) return t("audit.system");
  if (somebody.id === "anonymous") return t("audit.anonymous");
  if (has(`daemon.${somebody.id}`)) return t(`daemon.${somebody.id}`);
  if (!somebody.name) return h("span.reference", null, somebody.id);
  return can("administer_users") ? h("a", { href: `/people/${somebody.id}` }, somebody.name) : somebody.name;
}

/** Another person's conversation opens from here, for a reason. */
function thing({ kind, id }) {
  const name = `${has(`object.${kind}`) ? t(`object.${kind}`) : kind} ${id}`;
  return kind === "conversation" && can("open_conversations") ? h("a", { href: `/chat/${id}` }, name) : name;
}

function details({ sequence, reason, object, network, request_id: request }) {
  const facts = [
    ["audit.line", sequence], ["audit.reason.short-name", reason], ["audit.object", object && thing(object)],
    ["audit.network", network], ["audit.request", request],
  ].filter(([, value]) => value);
  return h("details", null, h("summary", null, t("audit.details")),
    h("dl.fact-list", null, facts.map(([name, value]) => [h("dt", null, t(name)), h("dd", null, value)])));
}
