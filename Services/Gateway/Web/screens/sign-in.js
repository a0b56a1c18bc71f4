import { h } from "../modules/dom.js";
import { has, t } from "../modules/i18n.js";
import { go } from "../modules/router.js";
import { query as asQuery } from "../modules/query.js";
import { installed, session } from "../modules/session.js";
import { icon } from "../components/icon.js";
import { signInForm } from "../components/sign-in.js";

export default function signInScreen({ query }) {
  const { registration, single_sign_on: single } = session.site;
  const back = query.get("return");
  // The router sends who is in to where they came from.
  const form = signInForm({ ondone: () => go(location.pathname + asQuery({ return: back }), { replace: true }) });
  const element = h("div.door", null,
    h("div.page-head", null, h("h1", null, t("signin.title")),
      back && back !== "/" && h("p.soft", null, t("signin.back"))),
    trouble(query.get("problem")),
    single && [
      h("a.button", { href: `/auth/oidc/start${asQuery({ return: back })}` }, icon("key"), t("signin.single", single)),
      h("p.or.small", null, t("signin.or")),
    ],
    form,
    h("p.small", null, t("signin.forgot")),
    registration?.open && h("p", null, t("signin.register"), " ", h("a", { href: "/register" }, t("signin.register.action"))),
    installed("municipio") && h("p", null, t("signin.citizen"), " ", h("a", { href: "/consulta" }, t("signin.citizen.action"))));
  return { element, title: t("signin.title"), focus: () => form.first };
}

/** Why signing in elsewhere didn't bring somebody in. */
function trouble(code) {
  if (!code) return null;
  const key = `signin.problem.${code}`;
  return h("div.message.error", { role: "alert" }, icon("alert"),
    h("div.body", null, h("p", null, has(key) ? t(key) : t("signin.problem")), h("p.reference", null, code.slice(0, 60))));
}
