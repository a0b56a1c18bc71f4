// What is done with a whole sheet: its file, its name, taking it away.
import { h } from "../modules/dom.js";
import { fileName, saveAs } from "../modules/files.js";
import { t } from "../modules/i18n.js";
import { go } from "../modules/router.js";
import { changeSheet, removeSheet, sheetFile, sheetFormats } from "../modules/sheets.js";
import { askText, confirm } from "./dialog.js";
import { icon } from "./icon.js";
import { fillAgain } from "./sheet-run.js";
import { menuButton, menuItem } from "./menu.js";
import { toast } from "./toast.js";

/** «Descargar» as a workbook, for any spreadsheet, or as a table of a text document. */
export function sheetDownload({ id, name }, { onproblem }) {
  const button = h("button", { type: "button" }, icon("download", 18), t("sheet.download"), icon("down", 16));
  const save = (format) => saveAs(`${fileName(name)}.${format}`, sheetFile(id, format)).catch(onproblem);
  return menuButton(button, () => sheetFormats.map((format) =>
    menuItem({ label: t(`sheet.format.${format}`), icon: icon("sheet"), act: () => save(format) })));
}

/** Filling it again, renaming and deleting; `onchange(sheet)` when it has another name, `onstart(job)` when it is filled. */
export function sheetMenu(sheet, { onchange, onstart, onproblem }) {
  const button = h("button.quiet.icon", { type: "button", "aria-label": t("sheet.menu", sheet) }, icon("more"));
  async function rename() {
    const name = await askText({ title: t("sheet.rename"), label: t("new.name"), value: sheet.name, action: t("save") });
    if (!name || name === sheet.name) return;
    await changeSheet(sheet.id, { name }).then(() => onchange({ name }), onproblem);
  }
  async function remove() {
    const question = { title: t("sheet.remove.title", sheet), text: t("sheet.remove.text"), action: t("sheet.remove") };
    if (!(await confirm(question))) return;
    try {
      await removeSheet(sheet.id);
      toast(t("sheet.removed", sheet));
      go("/sheets", { replace: true });
    } catch (problem) {
      onproblem(problem);
    }
  }
  const mayFill = sheet.state === "review" || (sheet.state === "draft" && sheet.read > 0);
  return menuButton(button, () => [
    mayFill && menuItem({ label: t("sheet.fill.again"), icon: icon("retry"), act: () => fillAgain(sheet, { onstart }) }),
    menuItem({ label: t("sheet.rename"), icon: icon("pencil"), act: rename }),
    menuItem({ label: t("sheet.remove"), icon: icon("trash"), danger: true, act: remove }),
  ].filter(Boolean));
}
