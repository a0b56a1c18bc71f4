// Choosing one file: dropped, or looked for.
import { h, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { bytes } from "../modules/sizes.js";
import { catchFiles } from "./drop-zone.js";
import { busy } from "./field.js";
import { icon } from "./icon.js";
import { problemBox } from "./problem.js";

/** `onfile(file)` resolves when it was taken; what it refuses with is said under the zone. `limit` in bytes. */
export function fileChoice({ accept, drop, choose, note, limit, main = true, onfile }) {
  const trouble = h("div");
  const picker = h("input", { type: "file", accept, hidden: true, "aria-label": choose, onchange: () => {
    const [file] = picker.files;
    picker.value = "";
    take(file);
  } });
  const button = h("button", { type: "button", class: main ? "main" : "", onclick: () => picker.click() }, choose);
  const zone = h("div.drop", null,
    h("div.by-mouse", null, icon("upload", 32), h("p", null, drop)), button, picker, h("p.small", null, note));
  catchFiles(zone, zone, ([first]) => take(first.file));

  async function take(file) {
    replace(trouble);
    if (!file) return;
    if (file.size > limit) {
      replace(trouble, problemBox({ message: t("file.large", { size: bytes(file.size), limit: bytes(limit) }) }));
      return;
    }
    await busy(button, t("file.sending"), async () => {
      try {
        await onfile(file);
      } catch (problem) {
        replace(trouble, problemBox(problem));
      }
    });
  }
  return h("div.stack", null, zone, trouble);
}
