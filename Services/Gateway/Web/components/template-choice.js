// Which template a sheet shall be made with: radio buttons, with the columns of each.
import { h, uniqueID } from "../modules/dom.js";
import { t } from "../modules/i18n.js";

/** Of `items`, the one with the id `chosen` taken; `onchange(template)`. */
export function templateChoice({ items, chosen, onchange }) {
  const name = uniqueID("template");
  const option = (each) => {
    const box = h("input", { type: "radio", name, value: each.id, checked: each.id === chosen, onchange: () => onchange(each) });
    return h("label.template-option", null, box,
      h("span", null,
        h("strong", null, each.name), " ",
        each.is_example && h("span.chip", null, t("templates.example")),
        h("span.small", null, each.columns.map((column) => column.name).join(" · "))));
  };
  const own = items.filter((each) => !each.is_example);
  return h("fieldset.template-options", null, h("legend.visually-hidden", null, t("new.template")),
    [...own, ...items.filter((each) => each.is_example)].map(option));
}
