// Whom a tutor works with, and whom they accompany: the people of their groups.
import { group, groups } from "./groups.js";
import { can, session } from "./session.js";
import { support } from "./support.js";

/** One's own groups with their people: `[{ id, name, members: [{ id, name, roles }] }]`. */
export async function ownGroups(options) {
  const { items } = await groups(options);
  return Promise.all(items.map(({ id }) => group(id, options)));
}

/** Whom an alert can be passed on to: the other tutors of one's groups and, for who keeps the chain, its people; by name. */
export async function colleagues(options) {
  const people = (await ownGroups(options)).flatMap(({ members }) => members);
  const tutors = people.filter(({ roles }) => roles.includes("tutor"));
  const chain = can("keep_support") ? Object.entries((await support(options)).names) : [];
  const each = new Map([...tutors, ...chain.map(([id, name]) => ({ id, name }))].map((person) => [person.id, person]));
  each.delete(session.user.id);
  return [...each.values()].sort((one, other) => one.name.localeCompare(other.name));
}
