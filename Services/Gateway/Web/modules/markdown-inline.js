// Bold, italic, strike, code, links and bare addresses inside a line.
import { h } from "./dom.js";

const forms = [
  /\\([!-/:-@[-`{-~])/, // 1: an escaped mark
  /(`+)([^`]|[^`][\s\S]*?[^`])\2(?!`)/, // 3: code
  /(\*\*\*|\*\*|__|~~|\*|_)(?=\S)/, // 4: the mark that opens an emphasis
  /(!?)\[((?:[^[\]]|\[[^\]]*\])*)\]\(\s*<?([^\s<>()]*(?:\([^\s()]*\)[^\s<>()]*)*)>?(?:\s+"[^"]*")?\s*\)/, // 5 to 7: a link
  /(https?:\/\/[^\s<>"'`]+[^\s<>"'`.,;:!?)\]}*_])/, // 8: a bare address
];
const token = new RegExp(forms.map(({ source }) => source).join("|"));
const tags = { "**": "strong", __: "strong", "*": "em", _: "em", "~~": "s" };

/** The nodes of one line. `open`: the text is still being written, so what isn't closed counts as closed at its end. */
export function inline(text, open = false, depth = 0) {
  const nodes = [];
  let rest = open ? settle(text) : text;
  let before = "";
  while (rest) {
    const match = depth < 8 ? rest.match(token) : null;
    if (!match) break;
    const head = rest.slice(0, match.index);
    const after = rest.slice(match.index + match[0].length);
    const piece = read(match, after, before + head, open, depth);
    if (piece) {
      nodes.push(head, piece.node);
      rest = piece.rest;
      before = match[0];
    } else {
      nodes.push(head + match[0]);
      before = match[0];
      rest = after;
    }
  }
  nodes.push(rest);
  return joined(nodes);
}

function read([whole, escaped, , code, mark, image, label, target, address], after, before, open, depth) {
  if (escaped) return { node: escaped, rest: after };
  if (code !== undefined) return { node: h("code", null, code.trim() || code), rest: after };
  if (mark) return emphasis(mark, after, before, open, depth);
  if (address) return { node: link(address, address), rest: after };
  if (image) return { node: link(target, label || target), rest: after };
  return { node: link(target, inline(label, false, depth + 1)), rest: after };
}

function emphasis(mark, after, before, open, depth) {
  // snake_case and 2*3 are not emphasis.
  if (mark.startsWith("_") && /[\p{L}\p{N}]$/u.test(before)) return null;
  const end = closing(mark, after);
  if (end < 0 && !(open && after)) return null;
  const inner = inline(end < 0 ? after : after.slice(0, end), open && end < 0, depth + 1);
  const node = mark === "***" ? h("strong", null, h("em", null, inner)) : h(tags[mark], null, inner);
  return { node, rest: end < 0 ? "" : after.slice(end + mark.length) };
}

function closing(mark, text) {
  for (let at = text.indexOf(mark, 1); at >= 0; at = text.indexOf(mark, at + 1)) {
    const inCode = (text.slice(0, at).match(/`/g) ?? []).length % 2 === 1;
    const flush = /\S/.test(text[at - 1]) && text[at - 1] !== "\\";
    const sameRun = mark.length === 1 && (text[at + 1] === mark || text[at - 1] === mark);
    const word = mark.startsWith("_") && /[\p{L}\p{N}]/u.test(text[at + mark.length] ?? "");
    if (flush && !inCode && !word && !sameRun) return at;
  }
  return -1;
}

/** Leaves out of a half-written line what would be seen as marks for a moment. */
function settle(text) {
  const ticks = (text.match(/`/g) ?? []).length;
  const closed = ticks % 2 === 1 ? `${text}\`` : text;
  return closed
    .replace(/``$/, "")
    .replace(/!?\[([^\]]*)(?:\](?:\([^)]*)?)?$/, (whole, label) => (/^\[\d+\]$/.test(whole) ? whole : label))
    .replace(/[*_~]+$/, (marks) => (hasOpen(text.slice(0, -marks.length), marks) ? marks : ""));
}

function hasOpen(text, marks) {
  return text.split(marks).length % 2 === 0;
}

function link(target, content) {
  let url;
  try {
    url = new URL(target);
  } catch {
    return h("span", null, content);
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") return h("span", null, content);
  return h("a", { href: url.href, rel: "noopener noreferrer nofollow", target: "_blank" }, content);
}

/** Neighbouring texts as one node, so that an unchanged line is an equal node. */
function joined(nodes) {
  const result = [];
  for (const node of nodes.flat()) {
    if (node === "") continue;
    if (typeof node === "string" && typeof result.at(-1) === "string") result[result.length - 1] += node;
    else result.push(node);
  }
  return result;
}
