// Renaming and deleting a conversation, from its row or from its own page.
import { t } from "../modules/i18n.js";
import { deleteConversation, renameConversation } from "../modules/history.js";
import { go } from "../modules/router.js";
import { askText } from "./dialog.js";
import { icon } from "./icon.js";
import { menuItem } from "./menu.js";
import { toast } from "./toast.js";

/** The menu of one conversation; `onrename(title)` when it has a new one. */
export function manageItems({ id, title }, { onrename } = {}) {
  return [
    menuItem({ label: t("history.rename"), icon: icon("pencil"), act: () => rename(id, title, onrename) }),
    menuItem({ label: t("history.delete"), icon: icon("trash"), danger: true, act: () => remove(id) }),
  ];
}

async function rename(id, title, onrename) {
  const fresh = await askText({
    title: t("history.rename.title"),
    label: t("history.rename.label"),
    value: title ?? "",
    action: t("save"),
  });
  if (!fresh || fresh === title) return;
  try {
    await renameConversation(id, fresh);
    onrename?.(fresh);
  } catch (problem) {
    toast(problem.message);
  }
}

function remove(id) {
  const failed = (problem) => toast(t("history.undeleted", { detail: problem.message }));
  const deletion = deleteConversation(id, failed);
  const wasOpen = location.pathname === `/chat/${id}`;
  if (wasOpen) go("/chat");
  toast(t("history.deleting"), {
    action: t("undo"),
    ondone: deletion.finish,
    onaction: () => {
      deletion.undo();
      if (wasOpen) go(`/chat/${id}`);
    },
  });
}
