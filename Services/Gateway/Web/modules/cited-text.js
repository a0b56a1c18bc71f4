// Where each sentence of an answer stands in its whole text.

/**
 * The whole text with a mark behind each sentence, as `[text, marks]`: `marks[i]` is the sentence of the i-th mark,
 * written as two characters that no text has. Null where the sentences aren't those of the text.
 */
export function marked(text, sentences) {
  const plain = text.replace(/[\ue000\ue001]/g, "");
  const parts = [];
  let from = 0;
  for (const { text: words } of sentences) {
    const at = plain.indexOf(words.trim(), from);
    if (at < 0) return null;
    const end = at + words.trim().length;
    parts.push(plain.slice(from, end), `\ue000${parts.length / 2}\ue001`);
    from = end;
  }
  return parts.join("") + plain.slice(from);
}

/** Calls `make(i)` for each mark among the text nodes of `element`, and puts what it gives in its place. */
export function replaceMarks(element, make) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const nodes = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) if (node.data.includes("\ue000")) nodes.push(node);
  for (const node of nodes) {
    const pieces = node.data.split(/\ue000(\d+)\ue001/);
    node.replaceWith(...pieces.map((piece, index) => (index % 2 ? make(Number(piece)) : piece)));
  }
}

/** The answer to be copied: its sentences with the numbers of their sources, and these below. */
export function copyOf(sentences, sources, text) {
  const number = (id) => sources.findIndex((source) => source.id === id) + 1;
  const whole = marked(text, sentences) ?? sentences.map(({ text: words }, index) => `${words} \ue000${index}\ue001`).join(" ");
  const body = whole.replace(/\ue000(\d+)\ue001/g, (_, index) => {
    const ids = sentences[index].source_ids.map(number).filter(Boolean);
    return ids.length ? ` [${ids.join(", ")}]` : "";
  });
  const used = new Set(sentences.flatMap(({ source_ids: ids }) => ids));
  const list = sources.map((source, index) => ({ source, index })).filter(({ source }) => used.has(source.id))
    .map(({ source: { title, page }, index }) => `[${index + 1}] ${title}, ${page}`);
  return [body, list.join("\n")].filter(Boolean).join("\n\n");
}
