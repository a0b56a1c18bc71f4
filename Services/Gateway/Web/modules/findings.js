// What a conversation's texts say of the case: entities gathered as a clinician reads them, each once, with where it
// was said.

const sections = [
  ["patient", ["age", "sex"]],
  ["symptoms", ["symptom", "duration"]],
  ["signs", ["vital_sign"]],
  ["laboratory", ["lab_value"]],
  ["treatment", ["medicine", "dose", "frequency", "route"]],
  ["allergies", ["allergy"]],
  ["codes", ["icd10"]],
];

/** `[[section, [{ label, negated, message, entity }]]]`, in the order in which they were said. */
export function findingsOf(messages) {
  const found = new Map();
  for (const message of messages) {
    for (const entity of message.entities) {
      const key = `${entity.type} ${entity.text.toLocaleLowerCase()}`;
      // What a model repeats is no news; what the person says later counts.
      if (found.has(key) && message.role === "assistant") continue;
      found.set(key, { label: label(entity), negated: entity.negated, message, entity });
    }
  }
  const all = [...found.values()];
  return sections
    .map(([name, types]) => [name, all.filter(({ entity }) => types.includes(entity.type))])
    .filter(([, findings]) => findings.length);
}

/** As it was written; where figures were written in words, with them. */
function label({ text, value, unit }) {
  if (typeof value !== "number" || /\d/.test(text)) return text;
  return `${text} (${[value, unit].filter(Boolean).join(" ")})`;
}
