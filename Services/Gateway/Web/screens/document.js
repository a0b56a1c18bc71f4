import { h, replace } from "../modules/dom.js";
import { dayOf, t } from "../modules/i18n.js";
import { saveFrom } from "../modules/files.js";
import { cancelJob, watchJob } from "../modules/jobs.js";
import { collectionAddress, documentAddress, documentOf, fileAddress, isUnderWay, readAgain } from "../modules/library.js";
import { query as asQuery } from "../modules/query.js";
import { go, rename } from "../modules/router.js";
import { bytes } from "../modules/sizes.js";
import { documentMarks } from "../components/document-marks.js";
import { documentState, kindOf } from "../components/document-row.js";
import { icon } from "../components/icon.js";
import { jobMeter } from "../components/job-meter.js";
import { leaveLoading, load } from "../components/loading.js";
import { manageDocument } from "../components/manage-document.js";
import { menuButton } from "../components/menu.js";
import { pageViewer } from "../components/page-viewer.js";
import { problemBox } from "../components/problem.js";
import { toast } from "../components/toast.js";

export const styles = ["tables", "people", "prose", "documents"];
export const texts = ["library", "jobs"];

/** A document, page by page. */
export default function documentScreen({ params, query }) {
  let { id } = params;
  const place = h("div");
  const back = h("a.back", { href: "/library" }, icon("left", 18), t("place.library"));
  const screen = { element: h("div.page.narrow", null, back, place), title: t("place.library"), leave, update };
  const viewer = pageViewer({ marks: false, onpage: (page) => rename(documentAddress(id, { page })) });
  let stop = () => {};
  let shown = null;
  const refresh = () => load(place, (signal) => documentOf(id, { signal }), show);
  refresh();
  return screen;

  /** Another place in the same document, or another document. */
  function update({ params: next, query: asked }) {
    query = asked;
    if (next.id === id) return turn();
    stop();
    ({ id } = next);
    shown = null;
    return refresh();
  }
  function turn() {
    const [page, chunk, start, end] = ["page", "chunk", "start", "end"].map((name) => query.get(name) ?? undefined);
    const lit = start && end ? [{ start: Number(start), end: Number(end) }] : undefined;
    viewer.show({ document: id, page: Math.max(1, Number(page) || 1), chunk, lit });
  }
  function show(found) {
    const isFirst = !shown;
    shown = found;
    const name = found.title || found.name;
    screen.title = name;
    document.title = document.title.replace(/^.*(?= · )/, () => name);
    back.href = collectionAddress(found.collection_id);
    replace(back, icon("left", 18), t("document.back"));
    const isReadable = found.pages_done > 0 || found.state === "ready";
    const progress = isUnderWay(found) && watched(found);
    if (isFirst && isReadable && found.pages > 0) turn();
    return h("div.stack.roomy-stack", null, head(found, name),
      progress,
      found.error && problemBox({ code: found.error.code, message: found.error.detail }, {
        onretry: found.can_change && found.state !== "ready" ? again : undefined,
      }),
      documentMarks(found),
      isReadable && found.pages > 0 ? viewer : !progress && !found.error && h("p.soft", null, t("document.noPages")));
  }
  function head(found, name) {
    const facts = [
      kindOf(found), found.pages > 0 && t("document.pages", { n: found.pages }), bytes(found.bytes), dayOf(found.created_at),
      found.title && found.name !== found.title && found.name,
    ];
    const manage = h("button.icon", { type: "button", "aria-label": t("document.manage", { name }) }, icon("more"));
    return h("div.page-head", null,
      h("div.row.spread", null, h("h1", null, name),
        h("div.row", null,
          h("a.button", { href: `/ask${asQuery({ documents: id })}` }, icon("ask"), t("document.ask")),
          found.has_file && h("button", { type: "button", onclick: save }, icon("download"), t("document.download")),
          menuButton(manage, () => manageDocument(found, { onchange: refresh, onremove: () => go(collectionAddress(found.collection_id), { replace: true }) })))),
      h("p.soft", null, facts.filter(Boolean).join(" · ")),
      found.state !== "ready" && documentState(found));
  }
  function watched(found) {
    const job = { id: found.job_id, kind: "ingest", state: "waiting", done: found.pages_done ?? 0, total: found.pages || null };
    const meter = jobMeter(job, { oncancel: found.can_change && found.job_id && (({ id: own }) => cancelJob(own)) });
    stop();
    if (found.job_id) stop = watchJob(found.job_id, (now) => (["waiting", "running"].includes(now.state) ? meter.update(now) : refresh()));
    return meter;
  }
  async function again() {
    await readAgain(id).catch((problem) => toast(problem.message));
    refresh();
  }
  async function save() {
    await saveFrom(fileAddress(id)).catch((problem) => toast(problem.message));
  }
  function leave() {
    stop();
    viewer.leave();
    leaveLoading(place);
  }
}
