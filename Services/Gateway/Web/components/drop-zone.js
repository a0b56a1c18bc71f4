// Where files and whole folders are dropped, or looked for by hand.
import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { chosenFiles, droppedFiles } from "../modules/dropped-files.js";
import { icon } from "./icon.js";

/** `onfiles([{ file, path }])`. */
export function dropZone({ onfiles }) {
  const files = picker({ multiple: true });
  const folder = picker({ webkitdirectory: true });
  const element = h("div.drop", null,
    h("div.by-mouse", null, icon("upload", 32), h("p", null, t("upload.drop"))),
    h("div.row.centred", null,
      h("button.main", { type: "button", onclick: () => files.click() }, t("upload.choose")),
      // Phones have no folders to choose.
      "webkitdirectory" in files && h("button.by-mouse-only", { type: "button", onclick: () => folder.click() }, t("upload.chooseFolder"))),
    files, folder, h("p.small", null, t("upload.kinds")));

  function picker(attributes) {
    const input = h("input", { type: "file", hidden: true, ...attributes, onchange: () => {
      onfiles(chosenFiles(input.files));
      input.value = "";
    } });
    return input;
  }
  catchFiles(element, element, onfiles);
  return element;
}

/** Files dropped anywhere on `place` go to `onfiles`; `shown` says so meanwhile. */
export function catchFiles(place, shown, onfiles) {
  place.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    shown.classList.add("over");
  });
  place.addEventListener("dragleave", (event) => {
    if (!place.contains(event.relatedTarget)) shown.classList.remove("over");
  });
  place.addEventListener("drop", async (event) => {
    shown.classList.remove("over");
    // A zone on a page that takes files everywhere has taken them already.
    if (!event.dataTransfer.types.includes("Files") || event.defaultPrevented) return;
    event.preventDefault();
    const found = await droppedFiles(event.dataTransfer);
    if (found.length) onfiles(found);
  });
}
