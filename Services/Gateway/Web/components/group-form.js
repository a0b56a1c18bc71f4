import { t } from "../modules/i18n.js";
import { addGroup, changeGroup, kinds } from "../modules/groups.js";
import { openForm } from "./dialog-form.js";
import { complete, field } from "./field.js";
import { toast } from "./toast.js";

/** Creates a group, or changes the one that is given; `ondone(group)`. */
export function groupForm({ group, ondone }) {
  const name = field(t("group.name"), { name: "name", autocomplete: "off", required: true, maxlength: 120, value: group?.name ?? "" }, { hint: t("group.name.hint") });
  const kind = field(t("group.kind"), { name: "kind", value: group?.kind ?? "class" }, { options: kinds.map((each) => [each, t(`group.kind.${each}`)]) });
  return openForm({
    title: group ? t("group.edit.title", group) : t("group.add"),
    action: t(group ? "save" : "group.add.action"),
    content: [name, kind],
    fields: [name, kind],
    first: name,
    async save() {
      if (!complete([name])) return;
      const values = { name: name.input.value.trim(), kind: kind.input.value };
      ondone(await (group ? changeGroup(group.id, values) : addGroup(values)));
      toast(group ? t("saved") : t("group.created", values));
      return true;
    },
  });
}
