// An answer as sentences, and the numbers of their sources.

/** What the sentences say together: each brings the space behind it. */
export const wholeOf = (sentences) => sentences.map(({ text }) => text).join("");

/** An answer on its way without the numbers of its sources, which have their place once it is whole. */
export const withoutNumbers = (text) => text.replace(/ ?\[\d+\]/g, "");

/** The sentences as one text, behind the words of each a mark with its index: two characters that no text has. */
export function marked(sentences) {
  return sentences.map(({ text }, index) => {
    const plain = text.replace(/[\ue000\ue001]/g, "");
    // A table's row ends with a bar, and code with its fence.
    const [, words, end] = plain.match(/^(.*?)(\s*\|?\s*)$/s);
    return words && !/(^|\n)\s*(```|~~~)[^\n]*$/.test(words) ? `${words}\ue000${index}\ue001${end}` : plain;
  }).join("");
}

/** Calls `make(i)` for each mark among the text nodes of `element`, and puts what it gives in its place. */
export function replaceMarks(element, make) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const nodes = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) if (node.data.includes("\ue000")) nodes.push(node);
  for (const node of nodes) {
    const pieces = node.data.split(/\ue000(\d+)\ue001/);
    // Code stays as it is.
    const isCode = node.parentElement.closest("pre, code");
    node.replaceWith(...pieces.map((piece, index) => (index % 2 === 0 ? piece : isCode ? "" : make(Number(piece)))));
  }
}

/** The answer to be copied: its sentences with the numbers of their sources, and these below. */
export function copyOf(sentences, sources) {
  const number = (id) => sources.findIndex((source) => source.id === id) + 1;
  const body = marked(sentences).replace(/\ue000(\d+)\ue001/g, (_, index) => {
    const ids = sentences[index].source_ids.map(number).filter(Boolean);
    return ids.length ? ` [${ids.join(", ")}]` : "";
  });
  const used = new Set(sentences.flatMap(({ source_ids: ids }) => ids));
  const list = sources.map((source, index) => ({ source, index })).filter(({ source }) => used.has(source.id))
    .map(({ source: { title, page }, index }) => `[${index + 1}] ${title}, ${page}`);
  return [body, list.join("\n")].filter(Boolean).join("\n\n");
}
