// The first step of letters: a document with fields, one of those kept or a new one.
import { h, uniqueID } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { addLetterTemplate, letterTemplateLimit } from "../modules/letters.js";
import { fileChoice } from "./file-choice.js";

export const fieldChips = (fields) => h("span.chips", null, fields.map((field) => h("code.chip", null, `{{${field}}}`)));

/** `items` are those kept; `onchoose(template)`. */
export function letterDocument({ items, chosen, onchoose }) {
  const name = uniqueID("letter");
  let id = items.some((each) => each.id === chosen) ? chosen : null;
  const option = (each) => h("label.template-option", null,
    h("input", { type: "radio", name, value: each.id, checked: each.id === id, onchange: () => {
      id = each.id;
    } }),
    h("span", null, h("strong", null, each.name), " ",
      each.is_example && h("span.chip", null, t("templates.example")), fieldChips(each.fields)));
  const options = items.length > 0 && h("fieldset.template-options", null,
    h("legend.visually-hidden", null, t("letters.document")), items.map(option));
  const next = () => {
    const template = items.find((each) => each.id === id);
    if (template) onchoose(template);
    else options.querySelector("input").focus();
  };
  return h("div.stack", null,
    options, options && h("div.row", null, h("button.main", { type: "button", onclick: next }, t("new.next"))),
    h("section.stack", null, h("h2", null, t("letters.upload.title")), h("p.soft", null, t("letters.upload.lead")),
      fileChoice({
        accept: ".docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        drop: t("letters.upload.drop"), choose: t("letters.upload.choose"), note: t("letters.upload.kinds"),
        limit: letterTemplateLimit, main: !items.length,
        onfile: async (file) => onchoose(await addLetterTemplate(file)),
      })));
}
