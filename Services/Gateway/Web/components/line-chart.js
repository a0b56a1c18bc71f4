// Lines over the last minutes in our own SVG: labelled at their ends, from zero, with a table behind them.
import { h, replace } from "../modules/dom.js";
import { figure, t } from "../modules/i18n.js";
import { shape } from "./svg.js";

const height = 148;
const edge = { top: 10, right: 112, bottom: 22, left: 44 };
const most = 5;

/** `title` names the figure with its unit. `update(series, span)`: `[{ id, name, points: [{ time, value }] }]`, the last `span` ms. */
export function lineChart({ title }) {
  const now = h("span.now.figures");
  const place = h("div.plot");
  const body = h("div");
  const table = h("details", { ontoggle: () => draw() }, h("summary.small", null, t("chart.table")), body);
  const element = h("figure.chart", null, h("figcaption", null, h("span", null, title), now), place, table);
  let series = [];
  let span = 0;

  function draw() {
    const known = series.filter(({ points }) => points.some(({ value }) => value !== null));
    now.textContent = known.length === 1 ? text(known[0]) : "";
    if (known.length) replace(place, plot(known.slice(0, most), span, place.clientWidth || 320, title));
    else replace(place, h("p.soft.nothing-yet", null, t("chart.empty")));
    if (table.open) replace(body, minutes(known, span));
  }
  const watcher = new ResizeObserver(draw);
  watcher.observe(place);
  element.update = (next, length) => {
    series = next;
    span = length;
    draw();
  };
  element.leave = () => watcher.disconnect();
  return element;
}

const latest = ({ points }) => points.at(-1)?.value ?? null;
const text = (line) => (latest(line) === null ? "—" : figure(latest(line)));

function plot(series, span, width, title) {
  const end = Math.max(...series.flatMap(({ points }) => points.at(-1).time));
  const top = niceTop(Math.max(...series.flatMap(({ points }) => points.map(({ value }) => value ?? 0))));
  const right = series.length > 1 ? edge.right : 12;
  const x = (time) => edge.left + (1 - (end - time) / span) * (width - edge.left - right);
  const y = (value) => edge.top + (1 - value / top) * (height - edge.top - edge.bottom);
  const spoken = `${title}. ${series.map((line) => `${line.name}: ${text(line)}`).join("; ")}`;
  return shape("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": spoken },
    [0, top / 2, top].map((value) => [
      shape("line", { class: "grid", x1: edge.left, x2: width - right, y1: y(value), y2: y(value) }),
      shape("text", { class: "tick", x: edge.left - 6, y: y(value) + 4, "text-anchor": "end" }, figure(value)),
    ]),
    shape("text", { class: "tick", x: edge.left, y: height - 4 }, t("chart.ago", { n: span / 60_000 })),
    shape("text", { class: "tick", x: width - right, y: height - 4, "text-anchor": "end" }, t("chart.now")),
    series.map(({ points }, index) => shape("path", { class: `line line-${index + 1}`, d: path(points, x, y) })),
    series.length > 1 && labels(series, y, width - right + 6));
}

/** The name at the end of each line, one under the other where lines end close together. */
function labels(series, y, x) {
  const ends = series
    .map((line, index) => ({ line, index, at: y(latest(line) ?? 0) + 4 }))
    .sort((one, other) => one.at - other.at);
  ends.forEach((each, place) => {
    if (place) each.at = Math.max(each.at, ends[place - 1].at + 14);
  });
  const over = Math.max(0, (ends.at(-1)?.at ?? 0) - (height - edge.bottom));
  return ends.map(({ line, index, at }) =>
    shape("text", { class: `label line-${index + 1}`, x, y: at - over }, shortened(line.name)));
}

const shortened = (name) => (name.length > 14 ? `${name.slice(0, 13)}…` : name);

/** A lone point is a short stroke: it must be seen too. */
function path(points, x, y) {
  let drawn = "";
  points.forEach(({ time, value }, index) => {
    if (value === null) return;
    const begins = (points[index - 1]?.value ?? null) === null;
    drawn += `${begins ? "M" : "L"}${x(time).toFixed(1)} ${y(value).toFixed(1)}`;
    if (begins && (points[index + 1]?.value ?? null) === null) drawn += "h2";
  });
  return drawn;
}

/** The least of a few round figures that isn't below `value`; 2 where everything is next to nothing. */
function niceTop(value) {
  if (!(value > 2)) return 2;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 4, 6, 8, 10].map((step) => step * power).find((top) => top >= value);
}

/** The mean of each minute, the newest first. */
function minutes(series, span) {
  const end = Math.max(...series.flatMap(({ points }) => points.at(-1).time));
  const rows = Array.from({ length: Math.ceil(span / 60_000) }, (_, ago) => h("tr", null,
    h("th", { scope: "row" }, ago ? t("chart.ago", { n: ago }) : t("chart.now")),
    series.map(({ points }) => h("td", null, mean(points, end - (ago + 1) * 60_000, end - ago * 60_000)))));
  return h("div.table", { tabindex: 0, role: "group", "aria-label": t("chart.table") },
    h("table", null,
      h("thead", null, h("tr", null, h("th", { scope: "col" }, t("chart.minute")),
        series.map(({ name }) => h("th", { scope: "col" }, name)))),
      h("tbody", null, rows)));
}

function mean(points, from, to) {
  const values = points.filter(({ time, value }) => value !== null && time > from && time <= to).map(({ value }) => value);
  return values.length ? figure(values.reduce((sum, value) => sum + value, 0) / values.length) : "—";
}
