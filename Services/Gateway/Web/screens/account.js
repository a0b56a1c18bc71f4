import { h } from "../modules/dom.js";
import { chooseLanguage, language, languages, t } from "../modules/i18n.js";
import { changeMe, changePassword, endMySession, endOtherSessions, myKeys, mySessions, revokeMyKey } from "../modules/account.js";
import { can, session } from "../modules/session.js";
import { apiKeys } from "../components/api-keys.js";
import { confirm } from "../components/dialog.js";
import { field } from "../components/field.js";
import { icon } from "../components/icon.js";
import { newKey } from "../components/new-key.js";
import { ownForm } from "../components/own-form.js";
import { sessions } from "../components/sessions.js";
import { toast } from "../components/toast.js";

export const styles = ["people"];
export const texts = ["account"];

/** Mine: name, password, where I am signed in, and the keys of my programs. */
export default function account() {
  const part = (title, side, ...content) =>
    h("section.stack", null, h("div.row.spread", null, h("h2", null, t(title)), side), content);
  const data = h("a.card.way", { href: "/my-data" }, icon("card", 24),
    h("span", null, h("strong", null, t("place.my-data")), h("span.small", null, t("account.data"))), icon("right"));
  const element = h("div.page.narrow", null,
    h("div.page-head", null, h("h1", null, t("place.account")), h("p.soft", null, t("account.username", { username: session.user.username }))),
    part("account.who", null, whoForm()),
    part("password", null, session.user.sign_in === "single_sign_on"
      ? h("p.soft", null, t("account.elsewhere", { name: session.site.single_sign_on?.name ?? "" }))
      : passwordForm()),
    sessionPart(part),
    can("infer") && keyPart(part),
    data);
  return { element, title: t("place.account") };
}

function whoForm() {
  const { name, email } = session.user;
  const called = field(t("account.name"), { name: "name", autocomplete: "name", required: true, maxlength: 120, value: name });
  const mail = field(t("account.email"), { name: "email", type: "email", autocomplete: "email", value: email ?? "" });
  const spoken = field(t("language"), { name: "language", value: language() }, { options: Object.entries(languages) });
  return ownForm({
    fields: [called, mail, spoken],
    action: t("save"),
    main: true,
    async save() {
      const chosen = spoken.input.value;
      await changeMe({ name: called.input.value.trim(), email: mail.input.value.trim(), language: chosen });
      if (chosen !== language()) {
        await chooseLanguage(chosen);
        return location.reload();
      }
      toast(t("saved"));
    },
  });
}

function passwordForm() {
  const known = field(t("account.password.current"), { name: "current", type: "password", autocomplete: "current-password", required: true });
  const fresh = field(t("account.password.new"), { name: "password", type: "password", autocomplete: "new-password", required: true }, { hint: t("password.hint") });
  // Password managers want to know whose it is.
  const username = h("input", { type: "text", autocomplete: "username", value: session.user.username, hidden: true, tabindex: -1 });
  const form = ownForm({
    fields: [known, fresh],
    action: t("account.password.action"),
    async save() {
      await changePassword(known.input.value, fresh.input.value);
      known.input.value = "";
      fresh.input.value = "";
      toast(t("account.password.done"));
    },
    refused(problem) {
      const isWrong = problem.status === 401 || problem.code === "wrong_credentials" || problem.code === "wrong_password";
      if (isWrong) {
        known.fail(t("account.password.wrong"));
        known.input.focus();
      }
      return isWrong;
    },
  });
  form.prepend(username);
  return form;
}

function sessionPart(part) {
  const others = h("button", { type: "button", hidden: true, onclick: endOthers }, t("sessions.endOthers"));
  const list = sessions({
    ask: mySessions,
    end: endMySession,
    onpage: ({ items }) => (others.hidden = items.length < 2),
  });
  async function endOthers() {
    const question = { title: t("sessions.endOthers.title"), text: t("sessions.endOthers.text"), action: t("sessions.endOthers") };
    if (!(await confirm(question))) return;
    try {
      await endOtherSessions();
      toast(t("sessions.othersEnded"));
      await list.refresh();
    } catch (problem) {
      toast(problem.message);
    }
  }
  return part("sessions.title", others, list);
}

function keyPart(part) {
  const list = apiKeys({ ask: myKeys, revoke: revokeMyKey });
  const add = h("button", { type: "button", onclick: () => newKey({ ondone: list.refresh }) }, icon("plus"), t("keys.add"));
  return part("keys.title", add, h("p.soft", null, t("keys.lead"), " ", h("a", { href: "/docs" }, t("keys.docs"))), list);
}
