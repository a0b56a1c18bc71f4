// Whom a report can be about: a tutor's groups, their students, and conversations that were taken over.
import { interventions } from "./alerts.js";
import { ownGroups } from "./colleagues.js";
import { dayOf } from "./i18n.js";
import { session } from "./session.js";

/** `{ group, student, conversation }`, each `[[id, name]]`; `nameOf(scope, id)` of those that are known. */
export async function reportTargets(options) {
  const [groups, { items }] = await Promise.all([ownGroups(options), interventions({ limit: 100, ...options })]);
  // An administrator sees every group as a whole, and single students only of their own.
  const own = groups.filter(({ members }) => members.some(({ id }) => id === session.user.id));
  const students = new Map(own.flatMap(({ members }) => members)
    .filter(({ roles }) => roles.includes("student")).map(({ id, name }) => [id, name]));
  const conversations = new Map(items.map(({ conversation_id: id, student, started_at: since }) =>
    [id, [student?.name, dayOf(since)].filter(Boolean).join(" · ")]));
  const known = {
    group: new Map(groups.map(({ id, name }) => [id, name])),
    student: students,
    conversation: conversations,
  };
  const listed = (map) => [...map].sort(([, one], [, other]) => one.localeCompare(other));
  return {
    group: listed(known.group), student: listed(known.student), conversation: [...known.conversation],
    nameOf: (scope, id) => known[scope]?.get(id) ?? null,
  };
}
