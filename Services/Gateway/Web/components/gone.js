// What an address names isn't there: it was deleted, or isn't this person's to see.
import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";

/** What `asked` resolves to, or null where there is no such thing. */
export const orNothing = (asked) => asked.catch((problem) => {
  if (problem.status === 404) return null;
  throw problem;
});

/** `title` says what is missing; `path` leads to where others are, by the name `word`. */
export function gone({ title, path, word }) {
  return h("div.stack", null, h("h1", null, title), h("p", null, t("notFound.text")),
    h("div.row", null, h("a.button.main", { href: path }, word)));
}
