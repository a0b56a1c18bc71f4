// What an administrator does with somebody's account, from the list or from their page.
import { t } from "../modules/i18n.js";
import { newLink, orderPerson } from "../modules/people.js";
import { session } from "../modules/session.js";
import { confirm } from "./dialog.js";
import { icon } from "./icon.js";
import { menuItem, separator } from "./menu.js";
import { showLink } from "./one-time-link.js";
import { toast } from "./toast.js";

/** Items of a menu. `onchange(person)` when they stand otherwise, `onerase(person)` to erase them. */
export function personActions(person, { onchange, onerase }) {
  const isMe = person.id === session.user.id;
  const item = (name, shape, act, { danger } = {}) =>
    menuItem({ label: t(`person.${name}`), icon: icon(shape), danger, act: () => attempt(act) });
  const order = (name, done) => async () => {
    onchange(await orderPerson(person.id, name));
    toast(t(done, person));
  };
  const asking = (name, act) => async () => {
    const question = { title: t(`person.${name}.title`, person), text: t(`person.${name}.text`), action: t(`person.${name}`) };
    if (await confirm(question)) await act();
  };
  const byPassword = person.sign_in !== "single_sign_on" && ["active", "invited"].includes(person.status);
  return [
    person.status === "pending" && item("approve", "check", order("approve", "person.approved")),
    byPassword && item(person.status === "invited" ? "link" : "reset", "link", async () => showLink(person, await newLink(person.id))),
    person.status === "active" && item("signOut", "leave", asking("signOut", order("sign-out", "person.signedOut"))),
    !isMe && person.status !== "suspended" && item("suspend", "pause", asking("suspend", order("suspend", "person.suspended"))),
    person.status === "suspended" && item("restore", "play", order("restore", "person.restored")),
    !isMe && separator(),
    !isMe && item("erase", "trash", () => onerase(person), { danger: true }),
  ].filter(Boolean);
}

async function attempt(act) {
  try {
    await act();
  } catch (problem) {
    toast(problem.message);
  }
}
