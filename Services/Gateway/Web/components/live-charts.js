// How the models have done over the last minutes: how soon they answer, how fast they write, how much they have to do.
import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { recent, span } from "../modules/recent.js";
import { lineChart } from "./line-chart.js";

export function liveCharts() {
  const charts = ["latency", "speed", "running"].map((name) => [name, lineChart({ title: t(`chart.${name}`) })]);
  const element = h("div.charts", null, charts.map(([, chart]) => chart));
  element.update = () => charts.forEach(([name, chart]) => chart.update(recent(name), span()));
  element.leave = () => charts.forEach(([, chart]) => chart.leave());
  return element;
}
