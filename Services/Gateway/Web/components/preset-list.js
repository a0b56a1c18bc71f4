// The forms for questions asked often, and keeping one's own.
import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { addPreset, changePreset, presets, removePreset } from "../modules/asking.js";
import { withKeys, withLabels } from "../modules/preset-text.js";
import { can } from "../modules/session.js";
import { confirm } from "./dialog.js";
import { openForm } from "./dialog-form.js";
import { complete, field } from "./field.js";
import { icon } from "./icon.js";
import { load } from "./loading.js";
import { menuButton, menuItem } from "./menu.js";
import { toast } from "./toast.js";

/** `onchoose(preset)`. */
export function presetList({ onchoose }) {
  const place = h("div");
  const refresh = () => load(place, (signal) => presets({ signal }), show);
  const element = h("section.stack", null, h("h2", null, t("preset.title")), h("p.soft", null, t("preset.lead")), place);
  refresh();
  return element;

  function show({ items }) {
    return h("div.stack", null,
      h("div.preset-list", null, items.map((preset) => h("div.preset-entry", null,
        h("button.card", { type: "button", onclick: () => onchoose(preset) },
          h("strong", null, preset.title), h("span.small", null, preset.description)),
        preset.is_mine && menu(preset)))),
      can("keep_documents") && h("div.row", null, h("button", { type: "button", onclick: () => form() }, icon("plus"), t("preset.add"))));
  }
  function menu(preset) {
    const button = h("button.quiet.icon", { type: "button", "aria-label": t("preset.manage", preset) }, icon("more"));
    return menuButton(button, () => [
      menuItem({ label: t("preset.edit"), icon: icon("pencil"), act: () => form(preset) }),
      menuItem({ label: t("preset.remove"), icon: icon("trash"), danger: true, act: () => remove(preset) }),
    ]);
  }
  function form(preset) {
    const title = field(t("preset.name"), { name: "title", required: true, maxlength: 80, autocomplete: "off", value: preset?.title ?? "" });
    const description = field(t("preset.description"), { name: "description", maxlength: 200, autocomplete: "off", value: preset?.description ?? "" });
    const text = field(t("preset.text"), { name: "text", required: true, maxlength: 2000, value: preset ? withLabels(preset) : "" }, { rows: 4, hint: t("preset.text.hint") });
    openForm({
      title: t(preset ? "preset.edit" : "preset.add"),
      action: t("save"),
      content: [title, description, text],
      fields: [title, description, text],
      first: title,
      async save() {
        if (!complete([title, text])) return false;
        const values = { title: title.input.value.trim(), description: description.input.value.trim(), ...withKeys(text.input.value.trim()) };
        await (preset ? changePreset(preset.id, values) : addPreset(values));
        toast(t("saved"));
        refresh();
        return true;
      },
    });
  }
  async function remove(preset) {
    if (!(await confirm({ title: t("preset.remove.title", preset), text: t("preset.remove.text"), action: t("preset.remove") }))) return;
    await removePreset(preset.id).then(refresh, (problem) => toast(problem.message));
  }
}
