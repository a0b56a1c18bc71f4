// One office in the table of its keepers: every cell is written in where it stands.
import { h, replace } from "../modules/dom.js";
import { dayOf, exactly, t } from "../modules/i18n.js";
import { changeOffice, confirmOffice, officeFields, officeLimits, removeOffice, restoreOffice } from "../modules/offices.js";
import { busy } from "./field.js";
import { icon } from "./icon.js";
import { menuButton, menuItem } from "./menu.js";
import { openOfficeHistory } from "./office-history.js";
import { editable } from "./editable.js";
import { stateMark } from "./state.js";
import { toast } from "./toast.js";

/** The cells of `office`, by column. `onchange()` when it was removed or is back, `onproblem(problem)`. */
export function officeRow(office, { onchange, onproblem }) {
  const cells = Object.fromEntries(officeFields.map((field) => [field, editable({
    label: t("offices.cell", { field: t(`office.${field}`), name: office.dependencia }),
    placeholder: t(`office.${field}`),
    value: office[field] ?? "",
    maxlength: officeLimits[field] ?? 300,
    save: (text) => change(field, text),
  })]));
  const state = h("div.stack.tight");
  const confirm = h("button.small-button", {
    type: "button", "aria-label": t("offices.confirm.of", { name: nameOf(office) }), onclick: confirmNow,
  }, icon("check", 16), t("offices.confirm"));
  const menu = menuButton(
    h("button.quiet.icon", { type: "button", "aria-label": t("offices.menu", { name: nameOf(office) }) }, icon("more")),
    () => [
      menuItem({ label: t("offices.history"), icon: icon("history"), act: () => openOfficeHistory(office) }),
      menuItem({ label: t("offices.remove"), icon: icon("trash"), danger: true, act: remove }),
    ]);

  function take(now) {
    for (const field of officeFields) {
      office[field] = now[field];
      cells[field].set(now[field] ?? "");
    }
    for (const field of ["confirmed_at", "stale", "example", "updated_at", "updated_by"]) office[field] = now[field];
    show();
  }
  function show() {
    const { confirmed_at: confirmed, stale, example, updated_at: at, updated_by: by } = office;
    replace(state,
      example && h("span.chip", null, t("office.example")),
      confirmed
        ? stateMark(stale ? "pending" : "ok", t(stale ? "offices.stale" : "offices.confirmed", { day: dayOf(confirmed) }))
        : stateMark(stale ? "pending" : "missing", t("offices.unconfirmed")),
      h("span.small", { title: exactly(at) }, by?.name ? t("offices.by", { name: by.name, day: dayOf(at) }) : dayOf(at)),
      confirm);
  }
  async function change(field, text) {
    const before = office[field] ?? "";
    take(await changeOffice(office, { [field]: text || null }));
    toast(t("offices.saved", { field: t(`office.${field}`) }), {
      action: t("undo"),
      onaction: () => changeOffice(office, { [field]: before || null }).then(take, onproblem),
    });
  }
  async function confirmNow() {
    await busy(confirm, t("saving"), () => confirmOffice(office.id).then(take, onproblem));
  }
  async function remove() {
    try {
      await removeOffice(office.id);
      onchange();
      toast(t("offices.removed", { name: nameOf(office) }), {
        action: t("undo"),
        onaction: () => restoreOffice(office.id).then(onchange, onproblem),
      });
    } catch (problem) {
      onproblem(problem);
    }
  }
  show();
  return { ...cells, state, menu };
}

const nameOf = ({ dependencia, municipality }) => `${dependencia}, ${municipality.name}`;
