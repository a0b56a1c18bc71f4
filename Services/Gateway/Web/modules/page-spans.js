// Parts of a page's text, given as `{ start, end }` in its own characters.

/** Whether two spans share a character. */
const meet = (one, other) => one.start < other.end && other.start < one.end;

/**
 * The boxes to light for `spans`: words that stand side by side in a line share one. In the units of the page, as
 * `{ left, top, right, bottom }`.
 */
export function boxesOf(words, spans) {
  const boxes = [];
  for (const span of spans) {
    let line = null;
    for (const word of words) {
      if (!meet(word, span)) continue;
      const { left, top, right, bottom } = word;
      const middle = (top + bottom) / 2;
      const goesOn = line && middle > line.top && middle < line.bottom && left >= line.left;
      if (goesOn) {
        line.top = Math.min(line.top, top);
        line.right = Math.max(line.right, right);
        line.bottom = Math.max(line.bottom, bottom);
      } else {
        line = { left, top, right, bottom };
        boxes.push(line);
      }
    }
  }
  return boxes;
}

/** The text from `start` to `end` in pieces, `[{ text, marks }]`, by which of `marked` (`{ name: [span] }`) they are in. */
export function piecesOf(text, start, end, marked) {
  const cuts = new Set([start, end]);
  for (const spans of Object.values(marked)) {
    for (const span of spans) for (const cut of [span.start, span.end]) if (cut > start && cut < end) cuts.add(cut);
  }
  const edges = [...cuts].sort((one, other) => one - other);
  return edges.slice(1).map((edge, index) => {
    const piece = { start: edges[index], end: edge };
    const marks = Object.keys(marked).filter((name) => marked[name].some((span) => meet(span, piece)));
    return { text: text.slice(piece.start, piece.end), marks };
  });
}
