// What somebody said in a conversation that one reads beside it: a model's words as the document they are, people's as written.
import { h } from "../modules/dom.js";
import { renderMarkdown } from "../modules/markdown.js";

export function saidBy(role, text) {
  if (role !== "assistant") return h("p.as-written", null, text);
  const prose = h("div.prose");
  renderMarkdown(prose, text);
  return prose;
}
