import { h, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { register as send } from "../modules/doors.js";
import { session } from "../modules/session.js";
import { field, usernameField } from "../components/field.js";
import { ownForm } from "../components/own-form.js";

export const texts = ["doors"];

/** An account that one asks for oneself, where the institution allows it. */
export default function register() {
  const { open, domains = [] } = session.site.registration;
  const element = h("div.door");
  const back = h("div.row", null, h("a.button.main", { href: "/sign-in" }, t("register.back")));
  if (!open) {
    element.append(h("h1", null, t("register.closed.title")), h("p", null, t("register.closed.text")), back);
    return { element, title: t("register.closed.title") };
  }
  const name = field(t("setup.name"), { name: "name", autocomplete: "name", required: true, maxlength: 120 });
  const email = field(t("register.email"), { name: "email", type: "email", autocomplete: "email", required: true },
    { hint: domains.length > 0 && t("register.domains", { domains: domains.map((each) => `@${each}`).join(", ") }) });
  const username = usernameField({ autocomplete: "username" });
  const password = field(t("password"), { name: "password", type: "password", autocomplete: "new-password", required: true }, { hint: t("password.hint") });
  const value = ({ input }) => input.value.trim();
  const form = ownForm({
    fields: [name, email, username, password],
    action: t("register.action"),
    main: true,
    async save() {
      await send({ name: value(name), username: value(username), email: value(email), password: password.input.value });
      const title = h("h1", { tabindex: -1 }, t("register.done.title"));
      replace(element, title, h("p", null, t("register.done.text")), back);
      title.focus();
    },
    refused(problem) {
      if (problem.code !== "domain_not_allowed") return false;
      email.fail(problem.message);
      email.input.focus();
      return true;
    },
  });
  element.append(h("div.page-head", null, h("h1", null, t("register.title")), h("p.soft", null, t("register.lead"))), form,
    h("p", null, h("a", { href: "/sign-in" }, t("register.have"))));
  return { element, title: t("register.title"), focus: () => name.input };
}
