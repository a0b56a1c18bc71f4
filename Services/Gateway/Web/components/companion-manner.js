// How the assistant shall speak, and how one is today, in one's own words.
import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { course, courseLimit, moodLimit, tone, tones } from "../modules/companion.js";
import { field } from "./field.js";
import { ownForm } from "./own-form.js";
import { toast } from "./toast.js";

/** `onchange({ tone } or { course })`; `onmood(words)` resolves when they are kept. `update(conversation)` shows what is known of it. */
export function companionManner({ onchange, onmood }) {
  const chosen = tone.get();
  const choice = (value) => h("label.check", null,
    h("input", { type: "radio", name: "tone", value: value ?? "", checked: value === chosen, onchange: () => choose(value) }),
    h("span", null, t(`companion.tone.${value ?? "any"}`), value && h("span.hint", null, t(`companion.tone.${value}.hint`))));
  const mood = field(t("companion.mood"), { name: "mood", maxlength: moodLimit, autocomplete: "off" }, { hint: t("companion.mood.hint") });
  const form = ownForm({
    fields: [mood],
    action: t("companion.mood.keep"),
    async save() {
      await onmood(mood.input.value.trim());
      toast(t("companion.mood.kept"));
    },
  });
  const studies = field(t("companion.course"), {
    name: "course", maxlength: courseLimit, autocomplete: "off", value: course.get() ?? "", onchange: ({ target }) => {
      course.set(target.value.trim());
      onchange({ course: course.get() });
    },
  }, { hint: t("companion.course.hint") });
  const element = h("div.manner", null, h("div.stack", null, form, studies),
    h("fieldset.choices.one-column", null, h("legend", null, t("companion.tone")), [...tones, null].map(choice)));
  function choose(value) {
    tone.set(value);
    onchange({ tone: value });
  }
  let known = null;
  element.update = ({ mood: words }) => {
    // What is being written isn't replaced by what was kept before.
    if (words === known) return;
    known = words;
    mood.input.value = words ?? "";
  };
  return element;
}
