// Who else may see something: groups, and everybody of a role.
import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { groups as allGroups } from "../modules/groups.js";
import { roles as allRoles } from "../modules/people.js";
import { can, session } from "../modules/session.js";
import { choices } from "./field.js";

/**
 * As it stands for `groups` (their ids) and `roles`; `element.values` is `{ groups, roles }`, `onchange()` when it was
 * changed. One offers the groups one belongs to, an administrator all of them.
 */
export function visibleTo({ groups = [], roles = [], onchange = () => {} } = {}) {
  const place = h("div");
  const byRole = choices(t("visible.roles"), allRoles.map((role) => [role, t(`role.${role}`)]), roles);
  let byGroup = null;
  const element = h("div.stack", { onchange }, h("p.small", null, t("visible.lead")), place, byRole);
  offer(session.user.groups ?? []);
  if (can("administer_users")) allGroups({ quiet: true }).then(({ items }) => offer(items), () => {});
  return Object.defineProperty(element, "values", { get: () => ({ groups: chosenGroups(), roles: byRole.chosen }) });

  /** What isn't on offer stays as it was: somebody else may have chosen it. */
  function chosenGroups() {
    const offered = new Set(byGroup?.offered ?? []);
    return [...groups.filter((id) => !offered.has(id)), ...(byGroup?.chosen ?? [])];
  }
  function offer(items) {
    if (!items.length) return;
    byGroup = choices(t("visible.groups"), items.map(({ id, name }) => [id, name]), chosenGroups());
    byGroup.offered = items.map(({ id }) => id);
    place.replaceChildren(byGroup);
  }
}
