import { h } from "../modules/dom.js";
import { figure, money, t } from "../modules/i18n.js";

/** What a month cost, by endpoint and model; `names` calls endpoints by what people call them. */
export function spendTable({ items, total, currency }, names) {
  if (!items.length) return h("p.soft", null, t("spend.none"));
  const columns = ["endpoint", "model", "requests", "input", "output", "amount"];
  const head = columns.map((name, index) => h("th", { scope: "col", class: index > 1 ? "right" : "" }, t(`spend.${name}`)));
  const rows = items.map((item) => h("tr", null,
    h("th", { scope: "row" }, names(item.endpoint)),
    h("td", null, item.model),
    [item.requests, item.input_tokens, item.output_tokens].map((value) => h("td.right", null, figure(value))),
    h("td.right", null, item.estimated ? t("spend.about", { amount: money(item.amount, currency) }) : money(item.amount, currency))));
  return h("div.stack", null,
    h("div.table", { tabindex: 0, role: "group", "aria-label": t("spend.title") },
      h("table.figures", null,
        h("thead", null, h("tr", null, head)),
        h("tbody", null, rows),
        h("tfoot", null, h("tr", null, h("th", { scope: "row", colspan: 5 }, t("spend.total")), h("td.right", null, money(total, currency)))))),
    items.some(({ estimated }) => estimated) && h("p.small", null, t("spend.estimated.note")));
}
