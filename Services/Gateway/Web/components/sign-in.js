// The sign-in form, as a page and as the dialog of a session that ran out.
import { h, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { session, signIn } from "../modules/session.js";
import { busy, complete, field } from "./field.js";
import { openDialog } from "./dialog.js";
import { problemBox } from "./problem.js";

/** `username` fixes whose session it is; `ondone()` runs when they are in. */
export function signInForm({ username, ondone }) {
  const name = field(t("username"), {
    name: "username",
    autocomplete: "username",
    autocapitalize: "none",
    spellcheck: "false",
    required: true,
    value: username ?? "",
    readonly: Boolean(username),
  });
  const password = field(t("password"), {
    name: "password",
    type: "password",
    autocomplete: "current-password",
    required: true,
  });
  const trouble = h("div");
  const button = h("button.main", { type: "submit" }, t("signin.action"));
  const form = h("form.stack", { novalidate: true, onsubmit: submit }, name, password, trouble, button);

  async function submit(event) {
    event.preventDefault();
    replace(trouble);
    if (!complete([name, password])) return;
    const refusal = await busy(button, t("signin.busy"), () =>
      signIn(name.input.value.trim(), password.input.value).then(() => null, (problem) => problem));
    if (refusal) refuse(refusal);
    else if (refusal === null) ondone();
  }

  function refuse(problem) {
    if (problem.status === 401) {
      password.fail(t("signin.wrong"));
      password.input.select();
      password.input.focus();
    } else if (problem.status === 429) {
      countDown(problem.retryAfter ?? 30);
    } else {
      replace(trouble, problemBox(problem));
    }
  }

  /** Too many attempts: the button comes back when the server listens again. */
  function countDown(seconds) {
    const left = h("p", null);
    replace(trouble, h("div.message.warning", { role: "status" }, left));
    button.setAttribute("aria-disabled", "true");
    const until = Date.now() + seconds * 1000;
    const tick = () => {
      const n = Math.ceil((until - Date.now()) / 1000);
      left.textContent = t("signin.throttled", { n });
      if (n > 0 && form.isConnected) return;
      clearInterval(timer);
      replace(trouble);
      button.removeAttribute("aria-disabled");
    };
    const timer = setInterval(tick, 1000);
    left.textContent = t("signin.throttled", { n: seconds });
  }

  form.first = username ? password.input : name.input;
  return form;
}

let asking = null;

/** The session ended while something was on screen: it stays as it is. Resolves to whether the person is back in. */
export function askToSignIn() {
  asking ??= new Promise((resolve) => {
    const form = signInForm({ username: session.user.username, ondone: () => dialog.close("in") });
    const dialog = openDialog({
      title: t("expired.title"),
      onclose: (value) => {
        asking = null;
        resolve(value === "in");
      },
    }, h("p", null, t("expired.text")), form);
    form.first.focus();
  });
  return asking;
}
