// A question of one's own with blanks: people write «[[Cantidad de frases]]», the server keeps a key and a label.

/** `{ text, blanks }` as the server takes them, of what somebody wrote. */
export function withKeys(written) {
  const blanks = new Map();
  const text = written.replace(/\[\[\s*([^\[\]]+?)\s*\]\]/g, (_, label) => {
    const key = keyOf(label);
    if (!blanks.has(key)) blanks.set(key, { key, label, kind: "text" });
    return `[[${key}]]`;
  });
  return { text, blanks: [...blanks.values()] };
}

/** The same as it was written. */
export function withLabels({ text, blanks }) {
  const labels = new Map(blanks.map(({ key, label }) => [key, label]));
  return text.replace(/\[\[(\w+)\]\]/g, (whole, key) => (labels.has(key) ? `[[${labels.get(key)}]]` : whole));
}

/** Letters, figures and underscores, a letter first. */
function keyOf(label) {
  const plain = label.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^_+|_+$/g, "");
  return /^[a-z]/.test(plain) ? plain : `dato_${plain}`;
}
