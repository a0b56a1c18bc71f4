// What is known of a place where models run, as a list of names and values.
import { h } from "../modules/dom.js";
import { figure, has, money, monthName, share, t } from "../modules/i18n.js";
import { icon } from "./icon.js";
import { meter } from "./meter.js";

/** `currency` is the one that prices and spend are in. */
export function endpointFacts(endpoint, currency) {
  const rows = [
    ["outside", outside(endpoint)],
    ["classes", chips("class", endpoint.data_classes)],
    ["capabilities", chips("capability", endpoint.capabilities)],
    ["tier", named("tier", endpoint.tier)],
    ["running", running(endpoint)],
    ["latency", latency(endpoint.latency_ms)],
    ["speed", given(endpoint.tokens_per_second, (value) => t("endpoint.tokensPerSecond", { n: figure(value) }))],
    ["requests", requests(endpoint)],
    ["breaker", named("breaker", endpoint.breaker)],
    ["price", price(endpoint, currency)],
    ["spend", spend(endpoint.spend, currency)],
  ];
  return h("dl", null, rows.map(([name, value]) => value && [h("dt", null, t(`endpoint.${name}`)), h("dd", null, value)]));
}

const given = (value, words) => (Number.isFinite(value) ? words(value) : null);
const named = (kind, name) => name && (has(`${kind}.${name}`) ? t(`${kind}.${name}`) : name);

function chips(kind, names) {
  return names?.length ? h("span.chips", null, names.map((name) => h("span.chip", null, named(kind, name)))) : null;
}

function outside({ outside: leaves, url }) {
  if (leaves === undefined) return null;
  if (!leaves) return h("span.state.ok", null, icon("shield", 18), t("endpoint.inside"));
  return h("span.state.warn", null, icon("out", 18), t("endpoint.leaves", { host: hostOf(url) }));
}

function hostOf(url) {
  try {
    return new URL(url).hostname;
  } catch {
    return url;
  }
}

function running({ in_flight: now, concurrency }) {
  if (now === undefined) return null;
  return concurrency ? t("endpoint.ofConcurrency", { n: now, most: concurrency }) : String(now);
}

function latency({ p50, p95 } = {}) {
  if (!Number.isFinite(p50)) return null;
  const values = { half: Math.round(p50), most: Math.round(p95 ?? p50) };
  return t("endpoint.milliseconds", values);
}

function requests({ requests: all, failures }) {
  return all > 0 ? t(failures > 0 ? "endpoint.withFailures" : "endpoint.allWell", { n: all, failures }) : null;
}

function price({ price: costs, outside: leaves }, currency) {
  if (!costs) return leaves ? t("endpoint.noPrice") : null;
  const { input_per_million: input, output_per_million: output } = costs;
  return t("endpoint.perMillion", { input: money(input, currency), output: money(output, currency) });
}

function spend(now, currency) {
  if (!now || (!now.amount && !now.monthly_cap)) return null;
  const { amount, monthly_cap: cap, estimated, month } = now;
  const values = { amount: money(amount, currency), month: monthName(month).split(" ")[0] };
  const text = cap
    ? t("endpoint.spentOf", { ...values, cap: money(cap, currency), share: share(amount / cap) })
    : t("endpoint.spent", values);
  const words = estimated ? `${text} ${t("spend.estimated")}` : text;
  return cap ? meter(amount / cap, words) : words;
}
