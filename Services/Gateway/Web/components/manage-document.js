// What can be done with a document as a whole, from its row or from its own page.
import { t } from "../modules/i18n.js";
import { saveFrom } from "../modules/files.js";
import { fileAddress, removeDocument, renameDocument } from "../modules/library.js";
import { go } from "../modules/router.js";
import { query } from "../modules/query.js";
import { askText, confirm } from "./dialog.js";
import { icon } from "./icon.js";
import { menuItem, separator } from "./menu.js";
import { toast } from "./toast.js";

/** The menu of one document; `onchange(document)` when it has another title, `onremove(document)` when it is gone. */
export function manageDocument(document, { onchange, onremove }) {
  const { id, can_change: mine, has_file: hasFile } = document;
  return [
    menuItem({ label: t("document.ask"), icon: icon("talk"), act: () => go(`/ask${query({ documents: id })}`) }),
    ...(hasFile ? [menuItem({ label: t("document.download"), icon: icon("download"), act: () => attempt(() => saveFrom(fileAddress(id))) })] : []),
    ...(mine ? [
      menuItem({ label: t("document.rename"), icon: icon("pencil"), act: () => rename(document, onchange) }),
      separator(),
      menuItem({ label: t("document.remove"), icon: icon("trash"), danger: true, act: () => remove(document, onremove) }),
    ] : []),
  ];
}

async function rename({ id, title, name }, onchange) {
  const fresh = await askText({ title: t("document.rename.title"), label: t("document.rename.label"), value: title || name, action: t("save") });
  if (fresh && fresh !== title) attempt(async () => onchange(await renameDocument(id, fresh)));
}

async function remove(document, onremove) {
  const { id, title, name, pages = 0 } = document;
  const sure = await confirm({
    title: t("document.remove.title", { name: title || name }), text: t("document.remove.text", { n: pages }), action: t("document.remove"),
  });
  if (!sure) return;
  attempt(async () => {
    await removeDocument(id);
    toast(t("document.removed", { name: title || name }));
    onremove(document);
  });
}

async function attempt(work) {
  try {
    await work();
  } catch (problem) {
    toast(problem.message);
  }
}
