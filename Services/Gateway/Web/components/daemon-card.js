import { canonical } from "../modules/canonical.js";
import { h, replace } from "../modules/dom.js";
import { duration, has, t } from "../modules/i18n.js";
import { copyButton } from "./copy.js";
import { stateMark } from "./state.js";

/** One daemon: what it does in plain words, its state, and what to do where it isn't well. */
export function daemonCard({ product }) {
  const element = h("article.card.service");
  let shown = "";
  element.update = (daemon) => {
    const state = canonical({ ...daemon, uptime_s: Math.floor((daemon.uptime_s ?? 0) / 60) });
    if (state === shown) return;
    shown = state;
    replace(element,
      h("header", null, h("h3", null, named("daemon", product)), stateMark(daemon.status)),
      remedy(daemon),
      facts(daemon),
      dependencies(daemon.dependencies));
  };
  return element;
}

function remedy({ status, detail, log_command: command }) {
  if (status === "ok") return null;
  return h("div.stack", null,
    h("p", null, t(`remedy.daemon.${status}`)),
    status !== "degraded" && h("div.command", null, h("code", null, command), copyButton(() => command, { compact: true })),
    detail && h("p.small", null, detail));
}

function facts({ product, version, uptime_s: uptime, restarts, last_exit: exit }) {
  const row = (label, value) => [h("dt", null, label), h("dd", null, value)];
  return h("dl", null,
    row(t("status.product"), h("code", null, product)),
    version && row(t("status.version"), version),
    uptime !== undefined && uptime !== null && row(t("status.uptime"), duration(uptime)),
    restarts > 0 && row(t("status.restarts"), t("status.restartCount", { n: restarts })),
    exit !== undefined && exit !== null && exit !== "" && row(t("status.exit"), ending(String(exit))));
}

/** `exit 1` and `signal 9`, as the supervisor writes them. */
function ending(text) {
  const [, kind, number] = text.match(/^(exit|signal) (\d+)$/) ?? [];
  return kind ? t(kind === "exit" ? "status.exit.code" : "status.exit.signal", { n: Number(number) }) : text;
}

function dependencies(all = {}) {
  const entries = Object.entries(all).sort();
  if (!entries.length) return null;
  const part = ([name, { status, detail }]) => h("li", null,
    h("span", null, named("dependency", name)),
    stateMark(status),
    status !== "ok" && detail && h("span.small", null, has(`dependency.${name}.${status}`) ? t(`dependency.${name}.${status}`) : detail));
  return h("ul.plain-list.parts", { "aria-label": t("status.dependencies") }, entries.map(part));
}

/** Its plain name, or the one it has on the wire where we have no other. */
function named(kind, name) {
  return has(`${kind}.${name}`) ? t(`${kind}.${name}`) : name;
}
