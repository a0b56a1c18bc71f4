// Whom a report can be about: a tutor's groups, their students, and conversations that were taken over.
import { interventions } from "./alerts.js";
import { group, groups } from "./groups.js";
import { dayOf } from "./i18n.js";
import { session } from "./session.js";

/** `{ group, student, conversation }`, each `[[id, name]]`; `nameOf(scope, id)` of those that are known. */
export async function reportTargets(options) {
  const [all, { items }] = await Promise.all([groupsWithPeople(options), interventions({ limit: 100, ...options })]);
  // An administrator sees every group as a whole, and single students only of their own.
  const own = all.filter(({ members }) => members.some(({ id }) => id === session.user.id));
  const students = new Map(own.flatMap(({ members }) => members)
    .filter(({ roles }) => roles.includes("student")).map(({ id, name }) => [id, name]));
  const conversations = new Map(items.map(({ conversation_id: id, student, started_at: since }) =>
    [id, [student?.name, dayOf(since)].filter(Boolean).join(" · ")]));
  const known = {
    group: new Map(all.map(({ id, name }) => [id, name])),
    student: students,
    conversation: conversations,
  };
  const listed = (map) => [...map].sort(([, one], [, other]) => one.localeCompare(other));
  return {
    group: listed(known.group), student: listed(known.student), conversation: [...known.conversation],
    nameOf: (scope, id) => known[scope]?.get(id) ?? null,
  };
}

/** `[{ id, name, members: [{ id, name, roles }] }]`. */
async function groupsWithPeople(options) {
  const { items } = await groups(options);
  return Promise.all(items.map(({ id }) => group(id, options)));
}
