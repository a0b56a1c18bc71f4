// The box at the end of a conversation. What is typed survives a reload; Stop stands where Send was.
import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { drafts } from "../modules/store.js";
import { icon } from "./icon.js";

/** `onsend(text)` and `onstop()`; `draft` names whose draft it is (a conversation's id, or null for a new one). */
export function composer({ draft = null, onsend, onstop, label = t("chat.ask"), rows = 1 }) {
  let key = draft;
  let writing = false;
  const text = h("textarea", { rows, "aria-label": label, placeholder: label, enterkeyhint: "send" });
  const word = h("span");
  const button = h("button.main", { type: "submit" }, word);
  const element = h("form.composer", { onsubmit: submit }, text, button);

  function submit(event) {
    event?.preventDefault();
    if (writing) return onstop();
    const question = text.value.trim();
    if (!question) return text.focus();
    write("");
    onsend(question);
  }
  function write(value) {
    text.value = value;
    drafts.set(key, value);
    fit();
  }
  /** As tall as its text, up to a third of the window. */
  function fit() {
    text.style.height = "auto";
    text.style.height = `${Math.min(text.scrollHeight, Math.max(96, innerHeight / 3))}px`;
  }
  function show() {
    word.textContent = writing ? t("chat.stop") : t("chat.send");
    button.replaceChildren(icon(writing ? "stop" : "send", 18), word);
  }

  text.addEventListener("input", () => {
    drafts.set(key, text.value);
    fit();
  });
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      if (!writing) submit();
    } else if (event.key === "Escape" && writing) {
      onstop();
    }
  });

  element.text = text;
  element.write = write;
  element.use = (conversation) => {
    key = conversation;
    text.value = drafts.get(key);
    fit();
  };
  /** The conversation got its id: the same words, kept under it. */
  element.rekey = (conversation) => {
    key = conversation;
  };
  element.writing = (now) => {
    writing = now;
    show();
  };
  text.value = drafts.get(key);
  requestAnimationFrame(fit);
  show();
  return element;
}
