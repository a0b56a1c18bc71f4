// Markdown to elements, for text that a model writes. Nothing is parsed as HTML: every character ends in
// a text node, links go only to http and https, and images from outside are never loaded.
import { blocksOf } from "./markdown-blocks.js";
import { inline } from "./markdown-inline.js";
import { h } from "./dom.js";

/**
 * Shows `text` in `element`. While `streaming`, what is half written (a `**` not closed yet, a table's
 * first line) already takes the form it is about to have, and only what changed is touched, so that
 * nothing flickers, selections stay and scrolled code stays scrolled.
 */
export function renderMarkdown(element, text, { streaming = false, codeTools } = {}) {
  const blocks = blocksOf(text, streaming);
  const headings = [];
  const before = element.sources ?? [];
  element.sources = blocks.map((block, index) => {
    const open = streaming && index === blocks.length - 1;
    const source = `${open}${JSON.stringify(block)}`;
    const old = element.childNodes[index];
    if (old && source === before[index]) {
      if (block.type === "heading") headingLevel(block.level, headings);
    } else {
      const fresh = build(block, { headings, codeTools, open });
      if (old) morph(old, fresh);
      else element.append(fresh);
    }
    return source;
  });
  while (element.childNodes.length > blocks.length) element.lastChild.remove();
}

function build(block, context) {
  switch (block.type) {
    case "heading":
      return h(`h${headingLevel(block.level, context.headings)}`, null, inline(block.text, context.open));
    case "code":
      return codeBlock(block, context);
    case "quote":
      return h("blockquote", null, block.blocks.map((each) => build(each, context)));
    case "rule":
      return h("hr");
    case "table":
      return table(block, context);
    case "list":
      return list(block, context);
    default:
      return h("p", null, lines(block.text, context.open));
  }
}

/** A turn's own heading is an h2; the levels under it follow one another without a gap. */
function headingLevel(level, stack) {
  while (stack.length && stack.at(-1) >= level) stack.pop();
  stack.push(level);
  return Math.min(6, 2 + stack.length);
}

function lines(text, open) {
  return text.split("\n").flatMap((line, index) => [index ? h("br") : null, inline(line, open)]);
}

function list(block, context) {
  const items = block.items.map((item, index) => {
    const inner = { ...context, open: context.open && index === block.items.length - 1 };
    const [first, ...rest] = item.blocks;
    const isText = first?.type === "paragraph";
    const opening = isText ? lines(first.text, inner.open && !rest.length) : first && build(first, inner);
    return h("li", null, opening, rest.map((each) => build(each, inner)));
  });
  return h(block.ordered ? "ol" : "ul", { start: block.ordered && block.start !== 1 ? block.start : null }, items);
}

function table(block, context) {
  const cell = (tag, text, index) => {
    const attributes = { class: block.align[index] ?? "", scope: tag === "th" ? "col" : null };
    return h(tag, attributes, inline(text ?? "", context.open));
  };
  const row = (cells, tag) => h("tr", null, block.head.map((_, index) => cell(tag, cells[index], index)));
  const body = block.rows.map((cells) => row(cells, "td"));
  return h("div.table", { tabindex: 0, role: "group" },
    h("table", null, h("thead", null, row(block.head, "th")), h("tbody", null, body)));
}

function codeBlock(block, context) {
  return h("div.code", null,
    h("div.code-head", null, h("span", null, block.language || ""), context.codeTools?.(block.text)),
    h("pre", { tabindex: 0 }, h("code", null, block.text)));
}

/** Makes `parent` show `fresh`, keeping every node that is already right. */
function morphChildren(parent, fresh) {
  fresh.forEach((node, index) => {
    const old = parent.childNodes[index];
    if (!old) parent.append(node);
    else morph(old, node);
  });
  while (parent.childNodes.length > fresh.length) parent.lastChild.remove();
}

function morph(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  if (old.nodeType === Node.TEXT_NODE && fresh.nodeType === Node.TEXT_NODE) {
    old.data = fresh.data;
  } else if (old.nodeName !== fresh.nodeName || old.nodeType !== Node.ELEMENT_NODE || fresh.matches(".code-head")) {
    old.replaceWith(fresh);
  } else {
    for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
    for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    morphChildren(old, [...fresh.childNodes]);
  }
}
