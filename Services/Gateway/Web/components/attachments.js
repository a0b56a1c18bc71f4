// The images of a question that is being written: small pictures with their progress, each can be taken out.
import { h, keyed } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { attached } from "../modules/store.js";
import { imageLimit, imageTypes, imagesPerQuestion, Upload } from "../modules/uploads.js";
import { icon } from "./icon.js";
import { openPicture, thumbnail } from "./picture.js";

/** `onchange()` when something was added, finished or taken out; `onwrong(text)` when a file can't be taken. */
export function attachments({ onchange, onwrong }) {
  let entries = [];
  let key = null;
  const list = h("ul.attachments.plain-list", { "aria-label": t("images.title"), hidden: true });
  const picker = h("input", {
    type: "file", accept: imageTypes.join(","), multiple: true, hidden: true, onchange: () => {
      add(picker.files);
      picker.value = "";
    },
  });

  function add(files) {
    onwrong(null);
    for (const file of files) {
      const wrong = reason(file);
      if (wrong) onwrong(wrong);
      else begin(new Upload(file));
    }
  }
  function reason(file) {
    if (!imageTypes.includes(file.type)) return t("images.type", { name: file.name });
    if (file.size > imageLimit) return t("images.large", { size: Math.ceil(file.size / 1048576), limit: imageLimit / 1048576 });
    return entries.length >= imagesPerQuestion ? t("images.many", { n: imagesPerQuestion }) : null;
  }
  function begin(upload) {
    const entry = { key: upload.preview, upload, media: null, name: upload.name };
    entries = [...entries, entry];
    upload.addEventListener("change", () => {
      entry.media = upload.media;
      if (upload.problem && upload.problem.name !== "AbortError") {
        onwrong(upload.problem.message);
        return remove(entry);
      }
      changed();
    });
    upload.run();
    changed();
  }
  function remove(entry) {
    entry.upload?.leave();
    entries = entries.filter((each) => each !== entry);
    changed();
  }
  /** The server keeps an image that was never sent for a day. */
  function gone(entry) {
    remove(entry);
    onwrong(t("images.gone"));
  }
  function changed() {
    attached.set(key, entries.flatMap(({ media }) => media ?? []));
    show();
    onchange();
  }
  function show() {
    list.hidden = entries.length === 0;
    keyed(list, entries, (entry) => entry.key, (entry) => preview(entry, { onremove: () => remove(entry), ongone: () => gone(entry) }));
  }

  return {
    list,
    picker,
    add,
    get busy() {
      return entries.some(({ media }) => !media);
    },
    get media() {
      return entries.flatMap(({ media }) => media ?? []);
    },
    /** Those of this conversation's draft; what is still on its way to another one is left. */
    use(conversation) {
      if (conversation === key && entries.length) return;
      entries.forEach(({ upload }) => upload?.leave());
      key = conversation;
      entries = attached.get(key).map(kept);
      show();
    },
    /** Images that the server has already, before those that are here. */
    put(media) {
      const here = new Set(entries.map((entry) => entry.media?.id));
      entries = [...media.filter(({ id }) => !here.has(id)).map(kept), ...entries];
      changed();
    },
    /** The conversation got its id. */
    rekey(conversation) {
      key = conversation;
    },
    clear() {
      entries.forEach(({ upload }) => upload?.leave());
      entries = [];
      changed();
    },
  };
}

const kept = (media) => ({ key: media.id, media, name: t("images.one") });

function preview(entry, { onremove, ongone }) {
  const bar = h("progress", { max: 1, "aria-label": t("images.sending", { name: entry.name }) });
  const picture = entry.upload
    ? h("img", { src: entry.upload.preview, alt: entry.name })
    : thumbnail(entry.media, { alt: entry.name });
  if (!entry.upload) picture.addEventListener("error", ongone);
  const zoom = { type: "button", "aria-label": t("images.open", { name: entry.name }), onclick: () => openPicture(picture.src, entry.media) };
  const out = { type: "button", "aria-label": t("images.remove", { name: entry.name }), onclick: onremove };
  const element = h("li", null, h("button.picture", zoom, picture), bar, h("button.remove", out, icon("cross", 16)));
  element.update = ({ upload, media }) => {
    bar.hidden = Boolean(media);
    bar.value = upload?.progress ?? 1;
  };
  return element;
}
