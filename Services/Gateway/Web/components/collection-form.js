import { t } from "../modules/i18n.js";
import { addCollection, changeCollection } from "../modules/library.js";
import { openForm } from "./dialog-form.js";
import { complete, field } from "./field.js";
import { toast } from "./toast.js";
import { visibleTo } from "./visible-to.js";

/** Makes a collection, or changes the one that is given; `ondone(collection)`. */
export function collectionForm({ collection, ondone }) {
  const name = field(t("collection.name"), { name: "name", autocomplete: "off", required: true, maxlength: 120, value: collection?.name ?? "" },
    { hint: t("collection.name.hint") });
  const seen = visibleTo(collection);
  return openForm({
    title: collection ? t("collection.edit.title", collection) : t("collection.add"),
    action: t(collection ? "save" : "collection.add.action"),
    content: [name, seen],
    fields: [name],
    first: name,
    async save() {
      if (!complete([name])) return false;
      const values = { name: name.input.value.trim(), ...seen.values };
      const kept = await (collection ? changeCollection(collection.id, values) : addCollection(values));
      if (collection) toast(t("saved"));
      ondone(kept);
      return true;
    },
  });
}
