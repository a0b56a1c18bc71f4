// The documents of a collection, or those that have a word in their title, each as far as it is.
import { debounced, h, keyed } from "../modules/dom.js";
import { announce } from "../modules/announce.js";
import { t } from "../modules/i18n.js";
import { everySeconds, fromNotice, isActive, jobs } from "../modules/jobs.js";
import { documentOf, documents, isUnderWay } from "../modules/library.js";
import { onLive } from "../modules/live.js";
import { whileVisible } from "../modules/polling.js";
import { documentRow } from "./document-row.js";
import { paged } from "./paged.js";

/**
 * `filter()` gives `{ collection_id, q, state }`; `empty()` the element for none; `onread()` when one has been read, or
 * couldn't. `refresh()` and `renew()` are those of `paged`.
 */
export function documentList({ filter, empty, onread = () => {} }) {
  const rows = new Map();
  const list = h("ul.plain-list.entries.documents", { "aria-label": t("library.documents") });
  const element = paged({
    ask: ({ cursor, signal, quiet }) => documents({ ...filter(), limit: 50, cursor, signal, quiet }),
    show(items) {
      rows.clear();
      for (const item of items) rows.set(item.id, item);
      keyed(list, items, ({ id }) => id, (item) => documentRow(item, {
        onchange: ({ id }) => look(id), onremove: () => element.refresh(), nameOf: (id) => rows.get(id)?.name,
      }));
      return list;
    },
    empty,
    stage: t("library.looking"),
  });
  const children = debounced(800, () => element.renew());

  /** How one stands now; a file that holds others brings them. */
  async function look(id) {
    const before = rows.get(id);
    const found = await documentOf(id, { quiet: true }).catch(() => null);
    if (!found || !rows.has(id)) return;
    rows.set(id, found);
    element.change(found);
    if (!isUnderWay(before) || isUnderWay(found)) return;
    announce(t(`document.said.${found.state}`, { name: found.title || found.name }));
    if (holdsOthers(found)) children();
    onread();
  }
  function told(job) {
    if (job.kind !== "ingest" || !rows.has(job.subject_id)) return;
    if (isActive(job)) follow(job);
    else look(job.subject_id);
  }
  function follow(job) {
    const row = list.keyedElements?.get(job.subject_id);
    const known = rows.get(job.subject_id);
    if (isUnderWay(known)) row?.follow(job);
    else look(job.subject_id);
  }
  /** Where notices don't come. */
  async function lookAround() {
    const waiting = [...rows.values()].filter(isUnderWay);
    if (!waiting.length) return;
    const active = await jobs({ state: "active", limit: 200, quiet: true }).catch(() => null);
    if (!active) return;
    const known = new Map(active.items.map((job) => [job.subject_id, job]));
    for (const { id } of waiting) {
      if (known.has(id)) follow(known.get(id));
      else look(id);
    }
  }
  const polling = whileVisible(everySeconds, lookAround);
  const stops = [onLive("job.changed", (_, data) => data && told(fromNotice(data))), onLive("resumed", polling.now)];
  return Object.assign(element, {
    leave() {
      polling.stop();
      stops.forEach((stop) => stop());
    },
  });
}

const holdsOthers = ({ kind }) => kind === "zip" || kind === "email";
