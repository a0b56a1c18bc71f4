import { h, uniqueID } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { icon } from "./icon.js";

/**
 * A labelled input, a text of several `rows`, or a choice of `options` (`[[value, label]]`). `element.input` is the
 * control and `element.fail(text)` says what is wrong with it, beside it.
 */
export function field(label, attributes = {}, { hint, rows, options } = {}) {
  const id = uniqueID("field");
  const input = options ? selection(options, { id, ...attributes }) : h(rows ? "textarea" : "input", { id, rows, ...attributes });
  const wrong = h("div.wrong", { id: `${id}-wrong`, hidden: true });
  const note = hint && h("div.hint", { id: `${id}-hint` }, hint);
  const control = attributes.type === "password" ? withReveal(input) : input;
  const element = h("div.field", null, h("label", { for: id }, label), control, note, wrong);
  input.setAttribute("aria-describedby", [hint && `${id}-hint`, `${id}-wrong`].filter(Boolean).join(" "));
  input.addEventListener("input", () => element.fail(null));
  element.input = input;
  element.fail = (text) => {
    wrong.hidden = !text;
    wrong.replaceChildren(...(text ? [icon("alert", 18), h("span", null, text)] : []));
    if (text) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  };
  return element;
}

/** A choice of one among `options`, as `[[value, label]]`. */
export function selection(options, { value, ...attributes }) {
  const element = h("select", attributes, options.map(([each, name]) => h("option", { value: each }, name)));
  if (value !== undefined) element.value = value;
  return element;
}

/** Boxes to tick: `options` as `[[value, label]]`; `element.chosen` are the ticked values, and can be set. */
export function choices(legend, options, chosen, { hint } = {}) {
  const boxes = options.map(([value]) => h("input", { type: "checkbox", value, checked: chosen.includes(value) }));
  const element = h("fieldset.choices", null,
    h("legend", null, legend, hint && h("span.hint", null, hint)),
    options.map(([, label], index) => h("label.check", null, boxes[index], label)));
  return Object.defineProperty(element, "chosen", {
    get: () => boxes.filter(({ checked }) => checked).map(({ value }) => value),
    set: (values) => boxes.forEach((box) => (box.checked = values.includes(box.value))),
  });
}

/** The name somebody will sign in with, when it is chosen. */
export function usernameField(attributes) {
  const rules = { name: "username", autocapitalize: "none", spellcheck: "false", required: true, maxlength: 64 };
  return field(t("username"), { ...rules, ...attributes }, { hint: t("username.hint") });
}

function withReveal(input) {
  const button = h("button.quiet.icon", {
    type: "button",
    "aria-label": t("password.show"),
    "aria-pressed": "false",
    onclick: () => {
      const shown = input.type === "text";
      input.type = shown ? "password" : "text";
      button.setAttribute("aria-pressed", String(!shown));
    },
  }, icon("eye"));
  return h("div.with-button", null, input, button);
}

/** Marks every empty required field and puts the focus on the first; true when none is empty. */
export function complete(fields) {
  const empty = fields.filter(({ input }) => input.required && !input.value.trim());
  for (const each of empty) each.fail(t("field.required"));
  empty[0]?.input.focus();
  return empty.length === 0;
}

/** Shows a refusal beside the field that its code names (`password_too_short`…); false where it names none. */
export function blame(problem, fields) {
  const field = fields.find(({ input }) => new RegExp(`(^|_)${input.name}(_|$)`).test(problem.code));
  field?.closest("details")?.setAttribute("open", "");
  field?.fail(problem.message);
  field?.input.focus();
  return Boolean(field);
}

/** Shows on the button that `work` is under way; undefined, without running it, while an earlier one is. */
export async function busy(button, label, work) {
  if (button.getAttribute("aria-disabled") === "true") return undefined;
  const content = [...button.childNodes];
  button.setAttribute("aria-disabled", "true");
  const timer = setTimeout(() => button.replaceChildren(label), 300);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
    button.removeAttribute("aria-disabled");
    button.replaceChildren(...content);
  }
}
