// The messages of a conversation that one took over, both ways, as they come.
import { h, keyed, replace } from "../modules/dom.js";
import { announce } from "../modules/announce.js";
import { hourOf, t } from "../modules/i18n.js";
import { intervention as ask, messageLimit, writeTo } from "../modules/alerts.js";
import { drafts } from "../modules/store.js";
import { nameOf } from "./alert-card.js";
import { busy } from "./field.js";
import { icon } from "./icon.js";
import { problemBox } from "./problem.js";
import { saidBy } from "./said.js";

/** `again()` reads what has come since; `leave()` when it goes away. */
export function liveTalk({ id, student, messages: first }) {
  const name = nameOf(student);
  const draft = `intervention.${id}`;
  let messages = [];
  let reading = null;
  let left = false;
  const list = h("ol.plain-list.live-talk", { tabindex: 0, "aria-label": t("intervention.talk") });
  const nothing = h("p.soft", null, t("intervention.nothing"));
  const trouble = h("div");
  const text = h("textarea", {
    rows: 2, maxlength: messageLimit, "aria-label": t("intervention.say", { name }), placeholder: t("intervention.say", { name }), value: drafts.get(draft),
    oninput: () => drafts.set(draft, text.value),
    onkeydown(event) {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      send();
    },
  });
  const button = h("button.main", { type: "submit" }, icon("send", 18), t("intervention.send"));
  const form = h("form.say", { onsubmit: send }, text, button);
  take(first);

  function take(told) {
    const known = new Set(messages.map((each) => each.id));
    const fresh = (told?.items ?? told ?? []).filter((each) => !known.has(each.id));
    if (!fresh.length) return nothing.toggleAttribute("hidden", messages.length > 0);
    const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 64;
    const heard = messages.length > 0 && fresh.filter(({ role }) => role === "user");
    messages = [...messages, ...fresh];
    keyed(list, messages, (each) => each.id, words);
    nothing.hidden = true;
    if (atEnd) requestAnimationFrame(() => (list.scrollTop = list.scrollHeight));
    for (const each of heard || []) announce(`${name}: ${each.text}`);
  }
  function words({ role, text: said, created_at: time }) {
    const who = role === "user" ? name : t(role === "tutor" ? "intervention.you" : "intervention.assistant");
    return h("li", { class: role }, saidBy(role, said), h("p.small", null, `${who} · ${hourOf(time)}`));
  }
  /** One reading at a time; what comes meanwhile is found by the next. */
  function again() {
    reading ??= ask(id, { after: messages.at(-1)?.id, quiet: true })
      .then(({ messages: told }) => !left && take(told), () => {})
      .finally(() => (reading = null));
    return reading;
  }
  async function send(event) {
    event?.preventDefault();
    const said = text.value.trim();
    if (!said) return text.focus();
    replace(trouble);
    await busy(button, t("intervention.sending"), async () => {
      try {
        await writeTo(id, said);
        text.value = "";
        drafts.set(draft, "");
        await reading;
        await again();
        list.scrollTop = list.scrollHeight;
      } catch (problem) {
        replace(trouble, problemBox(problem, { onretry: () => send() }));
      }
    });
    text.focus();
  }
  return {
    element: h("section.stack", null, h("h2", null, t("intervention.talk")), nothing, list, trouble, form),
    again,
    leave: () => (left = true),
  };
}
