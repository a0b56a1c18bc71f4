// A new office: of which municipality, and what is known of it.
import { debounced, h, replace, uniqueID } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { findPlaces, whereOf } from "../modules/municipios.js";
import { addOffice, officeFields, officeLimits } from "../modules/offices.js";
import { openForm } from "./dialog-form.js";
import { complete, field } from "./field.js";

export function openOfficeForm({ ondone }) {
  const list = h("datalist", { id: uniqueID("places") });
  const known = new Map();
  const written = { name: "municipality", required: true, list: list.id, autocomplete: "off" };
  const place = field(t("office.municipality"), written, { hint: t("offices.place.hint") });
  const look = debounced(120, async () => {
    const { items } = await findPlaces(place.input.value.trim()).catch(() => ({ items: [] }));
    for (const item of items) known.set(`${item.name} (${whereOf(item)})`, item);
    replace(list, items.map((item) => h("option", { value: `${item.name} (${whereOf(item)})` })));
  });
  place.input.addEventListener("input", () => place.input.value.trim() && !known.has(place.input.value) && look());
  const fields = officeFields.map((name) => field(t(`office.${name}`), {
    name, required: name === "dependencia", maxlength: officeLimits[name] ?? 300, autocomplete: "off",
    type: name === "email" ? "email" : "text",
  }));
  openForm({
    title: t("offices.add"),
    action: t("save"),
    fields: [place, ...fields],
    first: place,
    content: [place, list, fields],
    async save() {
      if (!complete([place, fields[0]])) return false;
      const chosen = known.get(place.input.value) ?? (await certain(place.input.value));
      if (!chosen) {
        place.fail(t("offices.place.choose"));
        place.input.focus();
        return false;
      }
      const values = Object.fromEntries(officeFields.map((name, index) => [name, fields[index].input.value.trim() || undefined]));
      await addOffice({ municipality: chosen.code, country: chosen.country, ...values });
      ondone();
      return true;
    },
  });
}

/** What was written without taking it from the list counts only where it can be nothing else. */
async function certain(text) {
  const { decision, items } = await findPlaces(text);
  return decision === "match" && items[0].reason === "exact" ? items[0] : null;
}
