import { h } from "../modules/dom.js";
import { exactly, t } from "../modules/i18n.js";
import { officeHistory } from "../modules/offices.js";
import { openDialog } from "./dialog.js";
import { load } from "./loading.js";

/** Who changed an office, what, and when. */
export function openOfficeHistory({ id, dependencia, municipality }) {
  const place = h("div");
  openDialog({ title: t("offices.history.title", { name: `${dependencia}, ${municipality.name}` }), className: "roomy" }, place);
  load(place, (signal) => officeHistory(id, { signal }), ({ items }) => h("ul.plain-list.entries", null, items.map(entry)));
}

function entry({ at, by, kind, import_id: imported, changes }) {
  return h("li", null, h("div", null,
    h("p", null, h("strong", null, t(`offices.kind.${kind}`)), " ",
      h("span.small", null, [exactly(at), by?.name, imported && t("offices.imported")].filter(Boolean).join(" · "))),
    changes.length > 0 && changeList(changes)));
}

/** What stood there and what stands there now, field by field. */
export function changeList(changes) {
  return h("ul.plain-list", null, changes.map(({ field, from, to }) => h("li", null, t(`office.${field}`), ": ",
    from && [h("del", null, from), " → "], h("ins", null, to || t("offices.nothing")))));
}
