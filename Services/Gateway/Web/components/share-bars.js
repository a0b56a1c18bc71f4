// Shares as bars, each with its name, its figures and the interval in which it lies with 95 % confidence.
import { share, t } from "../modules/i18n.js";
import { chartFrame, plainTable } from "./chart-frame.js";
import { shape } from "./svg.js";

const row = 46;

/** `items`: `[{ name, share: { count, n, share, low, high } }]`. */
export function shareBars({ title, note, items }) {
  return chartFrame({
    title,
    note,
    draw: (width) => shape("svg", {
      viewBox: `0 0 ${width} ${items.length * row}`, width, height: items.length * row, role: "img",
      "aria-label": `${title}. ${items.map(spoken).join("; ")}`,
    }, items.map((item, index) => bar(item, index * row, width))),
    table: plainTable([title, t("figures.share"), t("figures.interval"), t("figures.n")],
      items.map(({ name, share: part }) => [name, share(part.share), between(part), t("figures.of", part)])),
  });
}

const spoken = ({ name, share: part }) => `${name}: ${share(part.share)}`;
export const between = ({ low, high }) => t("figures.between", { low: share(low), high: share(high) });

function bar({ name, share: part }, top, width) {
  const x = (value) => (value * width).toFixed(1);
  const middle = top + 30;
  return [
    shape("text", { class: "name", x: 0, y: top + 14 }, name),
    shape("text", { class: "tick", x: width, y: top + 14, "text-anchor": "end" }, `${share(part.share)} · ${t("figures.of", part)}`),
    shape("rect", { class: "ground", x: 0, y: top + 22, width, height: 16, rx: 3 }),
    part.share > 0 && shape("rect", { class: "bar", x: 0, y: top + 22, width: x(part.share), height: 16, rx: 3 }),
    part.n > 0 && shape("path", {
      class: "interval", d: `M${x(part.low)} ${middle}H${x(part.high)}M${x(part.low)} ${middle - 5}v10M${x(part.high)} ${middle - 5}v10`,
    }),
  ];
}
