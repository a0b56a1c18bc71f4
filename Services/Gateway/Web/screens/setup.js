import { h, replace } from "../modules/dom.js";
import { rich, t } from "../modules/i18n.js";
import { session, setUp } from "../modules/session.js";
import { go } from "../modules/router.js";
import { blame, busy, complete, field, usernameField } from "../components/field.js";
import { problemBox } from "../components/problem.js";

/** First start: the one-time link that the gateway printed creates the administrator. */
export default function setup({ query }) {
  const token = query.get("token");
  if (!session.site.setup_needed) return explained("setup.done", enter());
  if (!token) return explained("setup.noToken");
  const name = field(t("setup.name"), { name: "name", autocomplete: "name", required: true, maxlength: 120 });
  const username = usernameField({ autocomplete: "username" });
  const password = field(
    t("password"),
    { name: "password", type: "password", autocomplete: "new-password", required: true },
    { hint: t("password.hint") },
  );
  const trouble = h("div");
  const button = h("button.main", { type: "submit" }, t("setup.action"));
  const form = h("form.stack", { novalidate: true, onsubmit: submit }, name, username, password, trouble, button);
  const element = h("div.door", null,
    h("div.page-head", null, h("h1", null, t("setup.title")), h("p.soft", null, t("setup.lead"))),
    form);

  async function submit(event) {
    event.preventDefault();
    replace(trouble);
    if (!complete([name, username, password])) return;
    const account = {
      token,
      name: name.input.value.trim(),
      username: username.input.value.trim(),
      password: password.input.value,
    };
    const refusal = await busy(button, t("setup.busy"), () => setUp(account).then(() => null, (problem) => problem));
    if (refusal) refuse(refusal);
    else if (refusal === null) go("/", { replace: true });
  }

  function refuse(problem) {
    if (problem.code === "setup_token_invalid") replace(element, explanation("setup.expired"));
    else if (problem.code === "setup_done") replace(element, explanation("setup.done"), enter());
    else if (!blame(problem, [username, password, name])) replace(trouble, problemBox(problem));
  }
  return { element, title: t("setup.title"), focus: () => name.input };
}

const enter = () => h("div.row", null, h("a.button.main", { href: "/sign-in" }, t("signin.action")));

function explained(key, ...actions) {
  return { element: h("div.door", null, explanation(key), actions), title: t(`${key}.title`) };
}

function explanation(key) {
  return [h("h1", null, t(`${key}.title`)), h("p", null, rich(`${key}.text`))];
}
