import { h, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { choosePassword, readLink } from "../modules/doors.js";
import { go } from "../modules/router.js";
import { session, signOut } from "../modules/session.js";
import { field } from "../components/field.js";
import { leaveLoading, load } from "../components/loading.js";
import { ownForm } from "../components/own-form.js";

export const texts = ["doors"];

const dead = new Set(["link_invalid", "link_expired", "link_used"]);

/** A one-time link: an invitation, or a new password. Its secret stands behind `#`, which no server sees. */
export default function welcome({ url }) {
  const token = url.hash.slice(1);
  const element = h("div.door");
  const screen = { element, title: t("welcome.title"), focus: () => element.querySelector("input:not([readonly])") ?? element.querySelector("h1"), leave: () => leaveLoading(element) };
  if (!token) explain("welcome.none");
  else if (session.user) somebodyElse();
  else load(element, (signal) => known(token, signal), (found) => (found ? form(found) : explanation("welcome.dead")));
  return screen;

  function form({ purpose, name, username }) {
    const who = field(t("username"), { name: "username", autocomplete: "username", readonly: true, value: username }, { hint: t("welcome.username.hint") });
    const password = field(t("welcome.password"), { name: "password", type: "password", autocomplete: "new-password", required: true }, { hint: t("password.hint") });
    setTimeout(() => password.input.focus());
    return h("div.stack", null,
      h("div.page-head", null, h("h1", null, t(`welcome.${purpose}`, { name })), h("p.soft", null, t(`welcome.${purpose}.lead`, { institution: session.site.institution }))),
      ownForm({
        fields: [who, password],
        action: t("welcome.action"),
        wait: t("signin.busy"),
        main: true,
        async save() {
          await choosePassword(token, password.input.value);
          await go("/", { replace: true });
        },
        refused(problem) {
          if (isDead(problem)) explain("welcome.dead");
          return isDead(problem);
        },
      }));
  }
  /** Opened by who is in already, most likely by the administrator who made it. */
  function somebodyElse() {
    const leave = async () => {
      await signOut();
      location.reload();
    };
    replace(element, h("h1", null, t("welcome.inside", { name: session.user.name })), h("p", null, t("welcome.inside.text")),
      h("div.row", null, h("a.button.main", { href: "/" }, t("notFound.action")), h("button", { type: "button", onclick: leave }, t("welcome.leave"))));
  }
  function explain(key) {
    replace(element, explanation(key));
  }
}

const isDead = ({ code, status }) => dead.has(code) || [404, 410].includes(status);

/** Null where the link is used up or too old: asking again doesn't help. */
async function known(token, signal) {
  try {
    return await readLink(token, { signal });
  } catch (problem) {
    if (isDead(problem) || problem.status === 401 || problem.status === 403) return null;
    throw problem;
  }
}

function explanation(key) {
  return [h("h1", null, t(`${key}.title`)), h("p", null, t(`${key}.text`)),
    h("div.row", null, h("a.button.main", { href: "/sign-in" }, t("signin.action")))];
}
