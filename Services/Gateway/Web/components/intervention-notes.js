// What a tutor writes down of an intervention, and when to look again.
import { h, replace } from "../modules/dom.js";
import { dayFromNow, dayName } from "../modules/days.js";
import { exactly, t } from "../modules/i18n.js";
import { noteOn } from "../modules/alerts.js";
import { drafts } from "../modules/store.js";
import { field } from "./field.js";
import { ownForm } from "./own-form.js";

const noteLimit = 4000;

export function interventionNotes({ id, notes }) {
  const place = h("div");
  const show = (entries) => replace(place, entries.length
    ? h("ul.plain-list.entries", null, entries.map(entry))
    : h("p.soft", null, t("intervention.notes.none")));
  const draft = `note.${id}`;
  const text = field(t("intervention.note"), {
    name: "text", required: true, maxlength: noteLimit, value: drafts.get(draft), oninput: () => drafts.set(draft, text.input.value),
  }, { rows: 3, hint: t("intervention.note.hint") });
  const followUp = field(t("intervention.followUp"), { name: "follow_up_on", type: "date", min: dayFromNow() }, { hint: t("intervention.followUp.hint") });
  const form = ownForm({
    fields: [text, followUp],
    action: t("intervention.note.add"),
    async save() {
      const day = followUp.input.value;
      const changed = await noteOn(id, { text: text.input.value.trim(), ...(day && { follow_up_on: day }) });
      text.input.value = "";
      drafts.set(draft, "");
      followUp.input.value = "";
      show(changed.notes);
    },
  });
  show(notes ?? []);
  return h("section.stack", null, h("h2", null, t("intervention.notes")), place, form);
}

function entry({ at, by, text, follow_up_on: day }) {
  return h("li", null, h("div", null,
    h("p.as-written", null, text),
    h("p.small", null, [by?.name, exactly(at), day && t("intervention.followUp.on", { day: dayName(day) })].filter(Boolean).join(" · "))));
}
