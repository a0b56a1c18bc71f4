// A share over time: a point a day, or a week where days are many, each with its interval; days without messages are gaps.
import { dayName, utcDay } from "../modules/days.js";
import { share, t } from "../modules/i18n.js";
import { interval } from "../modules/intervals.js";
import { between } from "./share-bars.js";
import { chartFrame, plainTable } from "./chart-frame.js";
import { shape } from "./svg.js";

const height = 200;
const edge = { top: 12, right: 14, bottom: 26, left: 48 };
const dayLength = 86_400_000;
const mostDays = 62;
const nameOf = (time) => dayName(utcDay(time));

/** `days`: `[{ date, count, n }]`. */
export function shareLine({ title, note, days }) {
  const points = pointsOf(days);
  return chartFrame({
    title,
    note,
    draw: (width) => plot(points, width, title),
    table: plainTable([t("figures.when"), t("figures.share"), t("figures.interval"), t("figures.n")],
      points.map((point) => [nameOf(point.time), share(point.share), between(point), t("figures.of", point)])),
  });
}

/** With `follows` where the day or week before has messages, too. */
function pointsOf(days) {
  const known = days.filter(({ n }) => n > 0).map(({ date, count, n }) => ({ time: Date.parse(date), count, n }))
    .sort((one, other) => one.time - other.time);
  if (!known.length) return [];
  const first = known[0].time;
  const step = (known.at(-1).time - first > mostDays * dayLength ? 7 : 1) * dayLength;
  const groups = new Map();
  for (const { time, count, n } of known) {
    const place = first + Math.floor((time - first) / step) * step;
    const sum = groups.get(place) ?? { count: 0, n: 0 };
    groups.set(place, { count: sum.count + count, n: sum.n + n });
  }
  return [...groups].map(([time, { count, n }]) => {
    const [low, high] = interval(count, n);
    return { time, count, n, share: count / n, low, high, follows: groups.has(time - step) };
  });
}

function plot(points, width, title) {
  const [first, last] = [points[0].time, points.at(-1).time];
  const inner = width - edge.left - edge.right;
  const x = (time) => edge.left + (last > first ? (time - first) / (last - first) : 0.5) * inner;
  const y = (part) => edge.top + (1 - part) * (height - edge.top - edge.bottom);
  const line = points.map(({ time, share: part, follows }) => `${follows ? "L" : "M"}${x(time).toFixed(1)} ${y(part).toFixed(1)}`).join("");
  const spoken = points.map((point) => `${nameOf(point.time)}: ${share(point.share)}`).join("; ");
  return shape("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": `${title}. ${spoken}` },
    [0, 0.5, 1].map((part) => [
      shape("line", { class: "grid", x1: edge.left, x2: width - edge.right, y1: y(part), y2: y(part) }),
      shape("text", { class: "tick", x: edge.left - 6, y: y(part) + 4, "text-anchor": "end" }, share(part)),
    ]),
    shape("text", { class: "tick", x: last > first ? edge.left : x(first), y: height - 6, "text-anchor": last > first ? "start" : "middle" }, nameOf(first)),
    last > first && shape("text", { class: "tick", x: width - edge.right, y: height - 6, "text-anchor": "end" }, nameOf(last)),
    points.map(({ time, low, high }) => shape("line", { class: "interval", x1: x(time), x2: x(time), y1: y(low), y2: y(high) })),
    shape("path", { class: "line line-1", d: line }),
    points.map(({ time, share: part }) => shape("circle", { class: "point", cx: x(time), cy: y(part), r: 3.5 })));
}
