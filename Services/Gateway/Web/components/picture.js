// An image of a conversation: small in its place, whole in a dialog.
import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { openDialog } from "./dialog.js";

export function thumbnail({ id, width, height }, { alt }) {
  return h("img", { src: `/api/media/${id}?size=thumb`, alt, width, height, loading: "lazy", decoding: "async" });
}

/** The whole image, fitted to the window; a click or Enter shows it at its own size, to be moved about. */
export function openPicture(preview, media) {
  const source = media ? `/api/media/${media.id}` : preview;
  const image = h("img", { src: source, alt: t("images.one") });
  const frame = h("button.frame", { type: "button", "aria-pressed": "false", "aria-label": t("images.zoom") }, image);
  frame.addEventListener("click", ({ offsetX, offsetY }) => {
    const { clientWidth, clientHeight } = image;
    const whole = frame.classList.toggle("whole");
    frame.setAttribute("aria-pressed", String(whole));
    // What was clicked stays under the pointer.
    frame.scrollTo((offsetX / clientWidth) * image.clientWidth - frame.clientWidth / 2,
      (offsetY / clientHeight) * image.clientHeight - frame.clientHeight / 2);
  });
  openDialog({ title: t("images.one"), className: "viewer" }, frame);
}

/** The images that went with a question. */
export function gallery(images) {
  return h("div.gallery", null, images.map((image, index) => {
    const name = t("images.number", { n: index + 1 });
    return h("button.picture", { type: "button", "aria-label": t("images.open", { name }), onclick: () => openPicture(null, image) },
      thumbnail(image, { alt: name }));
  }));
}
