// Who can see a collection, in a few words.
import { t } from "./i18n.js";
import { session } from "./session.js";

/** «Sólo tú», or the groups and roles by their names; groups that aren't one's own are counted. */
export function whoSees({ is_mine: mine, groups = [], roles = [] }) {
  const own = new Map((session.user.groups ?? []).map(({ id, name }) => [id, name]));
  const names = groups.filter((id) => own.has(id)).map((id) => own.get(id));
  const others = groups.length - names.length;
  const all = [
    ...names, others > 0 && t(names.length ? "collection.moreGroups" : "collection.groups", { n: others }), ...roles.map((role) => t(`role.${role}`)),
  ].filter(Boolean);
  if (!all.length) return t(mine ? "collection.onlyYou" : "collection.shared");
  return t(mine ? "collection.seenBy" : "collection.sharedWith", { who: all.join(", ") });
}
