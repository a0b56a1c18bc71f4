import { h } from "../modules/dom.js";
import { figure, money, t } from "../modules/i18n.js";
import { cardTable } from "./table.js";

/** What a month cost, by endpoint and model; `names` calls endpoints by what people call them. */
export function spendTable({ items, total, currency }, names) {
  if (!items.length) return h("p.soft", null, t("spend.none"));
  const column = (name, cell, kind) => ({ title: t(`spend.${name}`), cell, kind });
  const amount = (item) => (item.estimated ? t("spend.about", { amount: money(item.amount, currency) }) : money(item.amount, currency));
  const columns = [
    column("endpoint", ({ endpoint }) => names(endpoint), "strong"),
    column("model", ({ model }) => model),
    column("requests", ({ requests }) => figure(requests), "figures right"),
    column("input", ({ input_tokens: tokens }) => figure(tokens), "figures right"),
    column("output", ({ output_tokens: tokens }) => figure(tokens), "figures right"),
    column("amount", amount, "figures right"),
  ];
  return h("div.stack", null,
    cardTable({ label: t("spend.title"), columns, items }),
    h("p.row.spread.total", null, h("span", null, t("spend.total")), h("span.figures", null, money(total, currency))),
    items.some(({ estimated }) => estimated) && h("p.small", null, t("spend.estimated.note")));
}
