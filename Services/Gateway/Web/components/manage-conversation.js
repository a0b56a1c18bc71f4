// What can be done with a conversation as a whole, from its row or from its own page.
import { t } from "../modules/i18n.js";
import { saveFrom } from "../modules/files.js";
import { addressOf, changeConversation, deleteConversation, exportAddress, restoreConversation } from "../modules/history.js";
import { go } from "../modules/router.js";
import { askText } from "./dialog.js";
import { icon } from "./icon.js";
import { menuItem, separator } from "./menu.js";
import { toast } from "./toast.js";

/** The menu of one conversation; `onchange({ title } or { pinned })` when it took. */
export function manageItems(conversation, { onchange } = {}) {
  const { id, title, pinned } = conversation;
  const save = (format) => () => attempt(saveFrom(exportAddress(id, format)));
  return [
    menuItem({ label: t("history.rename"), icon: icon("pencil"), act: () => rename(id, title, onchange) }),
    menuItem({
      label: t(pinned ? "history.unpin" : "history.pin"),
      icon: icon("pin"),
      act: () => attempt(change(id, { pinned: !pinned }, onchange)),
    }),
    separator(),
    menuItem({ label: t("history.export.markdown"), icon: icon("download"), act: save("markdown") }),
    menuItem({ label: t("history.export.json"), icon: icon("download"), act: save("json") }),
    menuItem({ label: t("history.export.html"), icon: icon("print"), act: save("html") }),
    separator(),
    menuItem({ label: t("history.delete"), icon: icon("trash"), danger: true, act: () => attempt(remove(conversation)) }),
  ];
}

async function rename(id, title, onchange) {
  const fresh = await askText({
    title: t("history.rename.title"),
    label: t("history.rename.label"),
    value: title ?? "",
    action: t("save"),
  });
  if (fresh && fresh !== title) attempt(change(id, { title: fresh }, onchange));
}

async function change(id, values, onchange) {
  await changeConversation(id, values);
  onchange?.(values);
}

async function remove({ id, assistant }) {
  const address = addressOf({ id, assistant });
  const wasOpen = location.pathname === address;
  await deleteConversation(id);
  if (wasOpen) go(`/${address.split("/")[1]}`);
  toast(t("history.deleted"), {
    action: t("undo"),
    onaction: () => attempt(restoreConversation(id).then(() => wasOpen && go(address))),
  });
}

async function attempt(work) {
  try {
    await work;
  } catch (problem) {
    toast(problem.message);
  }
}
