// Lights up words inside an element for a moment, without touching its nodes.

let timer;

/** The words from `start` to `end` of the element's text, or where they read otherwise there, the first `words`. */
export function lightUp(element, { start, end, words }) {
  const text = element.textContent;
  const from = text.slice(start, end) === words ? start : text.indexOf(words);
  element.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
  if (from < 0 || !globalThis.Highlight) return;
  CSS.highlights.set("found", new Highlight(rangeOf(element, from, from + words.length)));
  clearTimeout(timer);
  timer = setTimeout(() => CSS.highlights.delete("found"), 4000);
}

const calm = matchMedia("(prefers-reduced-motion: reduce)");

function rangeOf(element, start, end) {
  const range = document.createRange();
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let passed = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.data.length;
    if (start >= passed && start < passed + length) range.setStart(node, start - passed);
    if (end > passed && end <= passed + length) {
      range.setEnd(node, end - passed);
      break;
    }
    passed += length;
  }
  return range;
}
