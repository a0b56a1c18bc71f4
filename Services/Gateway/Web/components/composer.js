// The box at the end of a conversation. What is typed survives a reload; Stop stands where Send was.
import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { drafts } from "../modules/store.js";
import { attachments } from "./attachments.js";
import { icon } from "./icon.js";

/**
 * `onsend(text, images)` and `onstop()`; `use(id)` shows the draft of a conversation, or of a new one. Without `pictures`
 * only words are taken; where one `interrupts`, Enter sends also while an answer is written. `ondocuments(data)` takes what
 * is dropped and is no image, `tools` stand beside the button for images.
 */
export function composer({ onsend, onstop, rows = 1, label = t("chat.ask"), pictures = true, interrupts = false, ondocuments, tools }) {
  let key = null;
  let writing = false;
  const text = h("textarea", { rows, "aria-label": label, placeholder: label, enterkeyhint: "send" });
  const word = h("span");
  const button = h("button.main", { type: "submit" }, word);
  const wrong = h("p.wrong.small", { role: "alert", hidden: true });
  const images = attachments({ onchange: show, onwrong: fail });
  const attach = { type: "button", "aria-label": t("images.attach"), title: t("images.attach"), onclick: () => images.picker.click() };
  const element = h("form.composer", { onsubmit: submit },
    images.list, wrong, h("div.line", null, pictures && h("button.quiet.icon", attach, icon("image")), tools, images.picker, text, button));

  function submit(event) {
    event?.preventDefault();
    if (writing) return onstop();
    return ask();
  }
  function ask() {
    const question = text.value.trim();
    if (images.busy) return fail(t("images.wait"));
    if (!question) return images.media.length ? fail(t("images.ask"), text) : text.focus();
    const { media } = images;
    write("");
    images.clear();
    onsend(question, media);
  }
  function fail(message, field) {
    wrong.hidden = !message;
    wrong.textContent = message ?? "";
    field?.focus();
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
    if (!images.busy && wrong.textContent === t("images.wait")) fail(null);
  }
  function use(conversation) {
    key = conversation;
    text.value = drafts.get(key);
    images.use(key);
    fail(null);
    fit();
  }

  text.addEventListener("input", () => {
    drafts.set(key, text.value);
    fail(null);
    fit();
  });
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      if (!writing || interrupts) ask();
    } else if (event.key === "Escape" && writing) {
      onstop();
    }
  });
  text.addEventListener("paste", (event) => {
    if (!pictures) return;
    const files = imagesOf(event.clipboardData);
    // Copied from a sheet, a table comes as text and as a picture of it: the text is meant.
    if (!files.length || event.clipboardData.types.includes("text/plain")) return;
    event.preventDefault();
    images.add(files);
  });

  Object.assign(element, {
    text,
    button,
    write,
    use,
    attach: (media) => images.put(media),
    /** The conversation got its id: the same words, kept under it. */
    rekey(conversation) {
      key = conversation;
      images.rekey(conversation);
    },
    writing(now) {
      writing = now;
      show();
    },
    /** Lets images be dropped anywhere on `place`. */
    catchDrops(place) {
      place.addEventListener("dragover", (event) => {
        if (!event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        place.classList.add("dropping");
      });
      place.addEventListener("dragleave", (event) => {
        if (!place.contains(event.relatedTarget)) place.classList.remove("dropping");
      });
      place.addEventListener("drop", (event) => {
        place.classList.remove("dropping");
        if (!event.dataTransfer.files.length) return;
        event.preventDefault();
        const { files } = event.dataTransfer;
        const shown = ondocuments ? imagesOf(event.dataTransfer) : [...files];
        if (shown.length) images.add(shown);
        if (shown.length < files.length) ondocuments(event.dataTransfer);
        text.focus();
      });
    },
  });
  use(key);
  requestAnimationFrame(fit);
  show();
  return element;
}

const imagesOf = (data) => [...data.files].filter(({ type }) => type.startsWith("image/"));
