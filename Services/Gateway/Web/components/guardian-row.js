// A minor in a list: how what their guardian decides stands, and fields for what the guardian says now.
import { h, uniqueID } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { field } from "./field.js";

/**
 * `member` as `{ id, name, consents: [{ purpose, state }] }`, `titles` by purpose. Ticked by default while anything of
 * what is asked for is missing; `onchange()` when somebody ticks it, `onpaste(lines)` when a column of a sheet is pasted.
 */
export function guardianRow({ id, name, consents }, { titles, onchange, onpaste }) {
  const states = new Map(consents.map(({ purpose, state }) => [purpose, state]));
  const known = h("p.small", { id: uniqueID("known") });
  const box = h("input", { type: "checkbox", "aria-describedby": known.id, onchange: ticked });
  const who = field(t("guardian.name"), { name: "guardian", autocomplete: "off", required: true, maxlength: 120, onpaste: pasted });
  const relation = field(t("guardian.relation"), { name: "relation", autocomplete: "off", required: true, maxlength: 120 });
  const fields = h("div.pair", null, who, relation);
  let byHand = false;
  let ownRelation = false;
  relation.input.addEventListener("input", () => (ownRelation = relation.input.value !== ""));
  showStates();
  const row = {
    id,
    element: h("li", null, h("div", { role: "group", "aria-label": name },
      h("label.check", null, box, h("span.person", null, name)), known, fields)),
    get isTicked() {
      return box.checked;
    },
    fields: [who, relation],
    get word() {
      return { user: id, name: who.input.value.trim(), relation: relation.input.value.trim() };
    },
    /** `purposes` are what is asked for now. */
    ask(purposes) {
      if (!byHand) box.checked = purposes.some((purpose) => states.get(purpose) === "missing");
      fields.hidden = !box.checked;
    },
    /** The same for all, but for whoever has one of their own. */
    suggest(text) {
      if (ownRelation) return;
      relation.input.value = text;
      relation.fail(null);
    },
    fill({ name: text, relation: other }) {
      who.input.value = text;
      who.fail(null);
      if (!other) return;
      relation.input.value = other;
      ownRelation = true;
      relation.fail(null);
    },
    recorded(purposes) {
      for (const purpose of purposes) states.set(purpose, "granted");
      showStates();
      byHand = false;
      row.ask(purposes);
    },
    refused: (text) => who.fail(text),
  };
  return row;

  function ticked() {
    byHand = true;
    fields.hidden = !box.checked;
    onchange();
  }
  function showStates() {
    const lines = ["granted", "withdrawn", "missing"].map((state) => {
      const which = [...states].filter(([, each]) => each === state).map(([purpose]) => titles.get(purpose));
      return which.length > 0 && t(`guardians.${state}`, { what: which.join(", ") });
    });
    known.textContent = lines.filter(Boolean).join(" · ");
  }
  function pasted(event) {
    const lines = event.clipboardData.getData("text/plain").split(/\r?\n/).map((line) => line.trim()).filter(Boolean);
    if (lines.length < 2 && !lines[0]?.includes("\t")) return;
    event.preventDefault();
    onpaste(row, lines);
  }
}
