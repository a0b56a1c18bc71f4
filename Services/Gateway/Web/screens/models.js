import { h, keyed, replace } from "../modules/dom.js";
import { clock, t } from "../modules/i18n.js";
import { onLive } from "../modules/live.js";
import { endpointList, modelList, nameOf, spendOf } from "../modules/models.js";
import { whileVisible } from "../modules/polling.js";
import { note } from "../modules/recent.js";
import { endpointActions } from "../components/endpoint-actions.js";
import { endpointCard } from "../components/endpoint-card.js";
import { addEndpointDialog, changeEndpointDialog } from "../components/endpoint-dialog.js";
import { icon } from "../components/icon.js";
import { liveCharts } from "../components/live-charts.js";
import { load } from "../components/loading.js";
import { modelEntries } from "../components/model-list.js";
import { monthPicker } from "../components/month-picker.js";
import { problemBox } from "../components/problem.js";
import { spendTable } from "../components/spend-table.js";

export const styles = ["status", "tables", "models"];
export const texts = ["status", "models"];

const example = "http://127.0.0.1:11434";

/** Where models run, how they do and what they cost; looked at again every 3 s while somebody looks. */
export default function models() {
  let found = { items: [], currency: undefined };
  const place = h("div");
  const trouble = h("div");
  const seen = h("span.small");
  const cards = h("div.services");
  const charts = liveCharts();
  const modelPlace = h("div");
  const spendPlace = h("div");
  const months = monthPicker(() => showSpend());
  const add = h("button.main", { type: "button", onclick: () => openAdd() }, icon("plus"), t("add.open"));
  const content = h("div.stack", null, trouble, charts, cards);
  const part = (title, side, ...rest) => h("section.stack", null, h("div.row.spread", null, h("h2", null, title), side), rest);
  const element = h("div.page.wide", null,
    h("div.row.spread", null, h("h1", null, t("place.models")), add),
    h("p.soft", null, t("models.lead")),
    part(t("models.endpoints"), seen, place),
    part(t("models.title"), null, modelPlace),
    part(t("spend.title"), months, spendPlace));

  function show(report) {
    found = report;
    note(report.items);
    replace(trouble);
    seen.textContent = t("status.seen", { time: clock() });
    charts.hidden = report.items.length === 0;
    charts.update();
    const entries = report.items.length ? report.items : [{ id: "none" }];
    keyed(cards, entries, ({ id }) => id, ({ id }) => (id === "none" ? nothing() : card()));
    return content;
  }
  function card() {
    const actions = endpointActions({
      onchange: changed,
      onremove: again,
      onedit: (endpoint) => changeEndpointDialog(endpoint, { ondone: changed }),
    });
    return endpointCard({ currency: () => found.currency, actions });
  }
  /** How one stands now, before all are asked again. */
  function changed(endpoint) {
    show({ ...found, items: found.items.map((each) => (each.id === endpoint.id ? endpoint : each)) });
  }
  function nothing() {
    return h("div.empty", null,
      h("p", null, t("models.empty")),
      h("p.small", null, t("try")),
      h("button", { type: "button", onclick: () => openAdd(example) }, t("models.example", { url: example })));
  }
  function openAdd(url) {
    addEndpointDialog({ url, ondone: again });
  }
  /** After a change: the endpoints, and what is served by them. */
  async function again() {
    await look();
    showModels();
  }
  async function look() {
    try {
      show(await endpointList({ quiet: true }));
    } catch (problem) {
      if (problem.name !== "AbortError") replace(trouble, problemBox(problem));
    }
  }
  const showModels = () => load(modelPlace, (signal) => modelList({ signal }), ({ items }) => modelEntries(items, { currency: found.currency, called }));
  const showSpend = () => load(spendPlace, (signal) => spendOf(months.month, { signal }), (report) => spendTable(report, called));
  const called = (id) => nameOf(found.items.find((each) => each.id === id) ?? { id });

  load(place, (signal) => endpointList({ signal }), show, { stage: t("models.loading") }).then(showSpend);
  showModels();
  const polling = whileVisible(3000, () => content.isConnected && look());
  const stops = [onLive("endpoint.state_changed", polling.now), onLive("resumed", polling.now)];
  return {
    element,
    title: t("place.models"),
    leave() {
      polling.stop();
      charts.leave();
      stops.forEach((stop) => stop());
    },
  };
}
