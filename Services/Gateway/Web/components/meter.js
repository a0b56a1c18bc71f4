import { h } from "../modules/dom.js";

/** How much of a whole: a bar with its words, which say the same. `part` from 0 to 1, more where it was passed; `warns` towards its end. */
export function meter(part, text, { warns = true } = {}) {
  const look = !warns ? "" : part >= 1 ? "full" : part >= 0.8 ? "near" : "";
  const bar = h("progress", { class: look, max: 1, value: Math.min(1, part), "aria-label": text });
  return h("div.meter", null, bar, h("span", null, text));
}
