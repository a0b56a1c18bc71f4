// A question asked often, as a form: only its blanks are filled in.
import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { drafts } from "../modules/store.js";
import { complete, field } from "./field.js";
import { icon } from "./icon.js";

/** `onask({ title, body })`, `onback()` to questions of one's own words. What is filled in survives a reload. */
export function presetForm(preset, { onask, onback }) {
  const { id, title, description, blanks } = preset;
  const key = `ask.${id}`;
  const kept = parsed(drafts.get(key));
  const fields = blanks.map((blank) => blankField(blank, kept[blank.key]));
  const values = () => Object.fromEntries(blanks.map((blank, index) => [blank.key, fields[index].input.value.trim()]));
  const form = h("form.preset.card.stack", { novalidate: true, "aria-label": title, onsubmit: submit, oninput: () => drafts.set(key, JSON.stringify(values())) },
    h("div.row.spread", null, h("h2", null, title),
      h("button.quiet.small-button", { type: "button", onclick: onback }, icon("left", 16), t("preset.back"))),
    description && h("p.soft", null, description), fields,
    h("div.row", null, h("button.main", { type: "submit" }, icon("send", 18), t("ask.action"))));
  function submit(event) {
    event.preventDefault();
    if (!complete(fields)) return;
    const filled = values();
    onask({ title: [title, Object.values(filled).filter(Boolean).join(", ")].filter(Boolean).join(": "), body: { preset: id, blanks: filled } });
  }
  form.first = fields[0]?.input ?? form.querySelector(".main");
  return form;
}

function blankField({ key, label, hint, kind, choices = [], is_optional: optional }, value) {
  const attributes = { name: key, required: !optional, autocomplete: "off", value: value ?? (kind === "choice" ? choices[0] : "") };
  if (kind === "number") Object.assign(attributes, { type: "number", inputmode: "numeric", min: 1 });
  if (kind === "text") attributes.maxlength = 500;
  return field(label, attributes, { hint: hint ? t("preset.example", { hint }) : undefined, options: kind === "choice" ? choices.map((each) => [each, each]) : undefined });
}

function parsed(text) {
  try {
    return JSON.parse(text || "{}");
  } catch {
    return {};
  }
}
