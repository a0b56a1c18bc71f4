// Choosing a roster: a file, dropped or looked for, or rows pasted from a spreadsheet.
import { h, replace, uniqueID } from "../modules/dom.js";
import { rich, t } from "../modules/i18n.js";
import { exampleAddress, exampleRoster, rosterLimit } from "../modules/roster.js";
import { saveFrom } from "../modules/files.js";
import { icon } from "./icon.js";
import { problemBox } from "./problem.js";

/** `onchoose(file, name)` with what shall be looked at. */
export function rosterChoice({ onchoose }) {
  const trouble = h("div");
  const picker = h("input", { type: "file", accept: ".csv,.tsv,.txt,text/csv", hidden: true, onchange: () => take(picker.files[0]) });
  const rows = h("textarea", { id: uniqueID("field"), rows: 5, placeholder: t("import.paste.example"), spellcheck: "false" });
  const drop = h("div.drop", { ondragover: over, ondragleave: () => drop.classList.remove("over"), ondrop: dropped },
    h("div.by-mouse", null, icon("upload", 32), h("p", null, t("import.drop"))),
    h("button.main", { type: "button", onclick: () => picker.click() }, t("import.choose")), picker,
    h("p.small", null, t("import.kinds")));
  const pasted = () => (rows.value.trim() ? take(new File([rows.value], t("import.pasted"), { type: "text/csv" })) : rows.focus());

  async function take(file) {
    picker.value = "";
    replace(trouble);
    if (!file) return;
    const wrong = await reason(file);
    if (wrong) replace(trouble, h("div.message.error", { role: "alert" }, icon("alert"), h("div.body", null, h("p", null, wrong))));
    else onchoose(file, file.name);
  }
  function over(event) {
    event.preventDefault();
    drop.classList.add("over");
  }
  function dropped(event) {
    event.preventDefault();
    drop.classList.remove("over");
    take(event.dataTransfer.files[0]);
  }
  async function attempt(work) {
    replace(trouble);
    try {
      await work();
    } catch (problem) {
      replace(trouble, problemBox(problem));
    }
  }
  const element = h("div.stack", null,
    drop, trouble,
    h("details", null, h("summary", null, t("import.paste")),
      h("div.stack", null, h("div.field", null, h("label", { for: rows.id }, t("import.paste.label")), rows),
        h("div.row", null, h("button", { type: "button", onclick: pasted }, t("import.review"))))),
    h("section.stack", null, h("h2", null, t("import.how")),
      h("p", null, rich("import.columns")),
      h("p.small", null, t("try")),
      h("div.row", null,
        h("button", { type: "button", onclick: () => attempt(example) }, icon("eye"), t("import.example.try")),
        h("button.quiet", { type: "button", onclick: () => attempt(() => saveFrom(exampleAddress)) }, icon("download"), t("import.example.save")))));
  const example = async () => onchoose(await exampleRoster(), t("import.example.name"));
  element.example = () => attempt(example);
  return element;
}

/** A workbook begins as the archive it is; a CSV doesn't. */
async function reason(file) {
  if (file.size > rosterLimit) return t("import.large", { size: Math.ceil(file.size / rosterLimit) });
  const start = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  const isArchive = (start[0] === 0x50 && start[1] === 0x4b) || start[0] === 0xd0;
  if (isArchive) return t("import.workbook");
  return file.size === 0 ? t("import.empty") : null;
}
