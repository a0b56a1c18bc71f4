// What a person agrees to, purpose by purpose: for oneself, or by a guardian for a minor.
import { h, replace } from "../modules/dom.js";
import { exactly, t } from "../modules/i18n.js";
import { consents as ask, giveConsent, withdrawConsent } from "../modules/privacy.js";
import { confirm } from "./dialog.js";
import { openForm } from "./dialog-form.js";
import { busy, choices, complete, field } from "./field.js";
import { load } from "./loading.js";
import { problemBox } from "./problem.js";
import { toast } from "./toast.js";
import { stateMark } from "./state.js";

/** One's own consents, or those of `person` (`{ id, name }`), recorded for them as their guardian says. */
export function consentList(person = null) {
  const place = h("div");
  const refresh = () => load(place, (signal) => ask(person?.id, { signal }), ({ items }) =>
    h("ul.plain-list.consents", null, items.map((item) => consent(item, { items, person, refresh }))));
  refresh();
  return place;
}

function consent(item, { items, person, refresh }) {
  const { title, text, version, state, granted_at: time, by } = item;
  const trouble = h("div");
  const given = state === "granted";
  const said = given && time ? t(by === "guardian" ? "consent.byGuardian" : "consent.bySelf", { time: exactly(time) }) : null;
  return h("li", null,
    h("div.row.spread", null, h("h3", null, title), stateMark(isNeeded(item) ? "pending" : state, t(`consent.${state}`))),
    h("p", null, text),
    h("p.small", null, [t("consent.version", { version }), t(`consent.basis.${item.basis}`), said].filter(Boolean).join(" · ")),
    way(item, { items, person, refresh, trouble }), trouble);
}

/** Without it there is no work; all else is a free choice, to which nothing here shall push. */
const isNeeded = ({ purpose, state }) => purpose === "assistant" && (state === "missing" || state === "withdrawn");

/** What can be done: nothing where no consent is needed; a minor's own comes from their guardian. */
function way(item, { items, person, refresh, trouble }) {
  if (item.state === "not_needed") return null;
  if (person && !item.guardian_needed) return h("p.small", null, t("consent.theirs"));
  const act = (button, work) => busy(button, t("saving"), async () => {
    replace(trouble);
    try {
      await work();
      await refresh();
    } catch (problem) {
      replace(trouble, problemBox(problem));
    }
  });
  if (item.state === "granted") {
    const button = h("button", { type: "button", onclick: () => act(button, () => withdraw(item, person)) }, t("consent.withdraw"));
    return h("div.row", null, button);
  }
  if (!person && item.guardian_needed) return h("p.small", null, t("consent.guardianNeeded"));
  const give = async () => {
    await giveConsent(null, item);
    toast(t("consent.given"));
  };
  const button = h("button", {
    type: "button", onclick: () => (person ? recordGuardian(item, { items, person, refresh }) : act(button, give)),
  }, t(person ? "consent.record" : "consent.give"));
  return h("div.row", null, button);
}

async function withdraw(item, person) {
  const question = { title: t("consent.withdraw.title", item), text: t("consent.withdraw.text"), action: t("consent.withdraw") };
  if (!(await confirm(question))) return;
  await withdrawConsent(person?.id, item);
  toast(t("consent.taken"));
}

/** A guardian says it once for whatever they agree to. */
function recordGuardian(item, { items, person, refresh }) {
  const open = items.filter((each) => each.guardian_needed && each.state !== "granted");
  const label = ({ title, text }) => h("span", null, title, h("span.hint", null, text));
  const what = choices(t("guardian.what"), open.map((each) => [each.purpose, label(each)]), [item.purpose]);
  what.classList.add("one-column");
  const name = field(t("guardian.name"), { name: "name", autocomplete: "off", required: true, maxlength: 120 });
  const relation = field(t("guardian.relation"), { name: "relation", autocomplete: "off", required: true, maxlength: 60 }, { hint: t("guardian.relation.hint") });
  openForm({
    title: t("guardian.title", { name: person.name }),
    action: t("guardian.action"),
    content: [h("p.soft", null, t("guardian.text")), what, name, relation],
    fields: [name, relation],
    first: name,
    async save() {
      if (!complete([name, relation])) return;
      const guardian = { name: name.input.value.trim(), relation: relation.input.value.trim() };
      for (const each of open.filter(({ purpose }) => what.chosen.includes(purpose))) await giveConsent(person.id, each, guardian);
      toast(t("guardian.done"));
      refresh();
      return true;
    },
  });
}
