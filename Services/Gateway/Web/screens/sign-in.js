import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { go } from "../modules/router.js";
import { signInForm } from "../components/sign-in.js";

export default function signInScreen({ query }) {
  // The router sends who is in to where they came from.
  const form = signInForm({ ondone: () => go(location.pathname + location.search, { replace: true }) });
  const element = h("div.door", null,
    h("div.page-head", null, h("h1", null, t("signin.title")),
      query.has("return") && query.get("return") !== "/" && h("p.soft", null, t("signin.back"))),
    form);
  return { element, title: t("signin.title"), focus: () => form.first };
}
