import { h, replace } from "../modules/dom.js";
import { announce } from "../modules/announce.js";
import { exactly, t } from "../modules/i18n.js";
import { saveAs } from "../modules/files.js";
import { whileVisible } from "../modules/polling.js";
import { isUnderWay, period, report as ask, reportFile, signReport } from "../modules/reports.js";
import { confirm } from "../components/dialog.js";
import { busy } from "../components/field.js";
import { icon } from "../components/icon.js";
import { leaveLoading, load } from "../components/loading.js";
import { problemBox } from "../components/problem.js";
import { reportFigures } from "../components/report-figures.js";
import { reportFailure, reportProgress } from "../components/report-progress.js";
import { reportSentences, unsavedSentence } from "../components/report-sentences.js";
import { toast } from "../components/toast.js";

export const styles = ["people", "offices", "tables", "models", "reports"];
export const texts = ["reports", "emotions"];

/** One report: its figures, its sentences with the messages they stand on, and a person's name under it. */
export default function reportScreen({ params: { id } }) {
  const place = h("div");
  const trouble = h("div");
  const back = h("a.back", { href: "/reports" }, icon("left", 18), t("place.reports"));
  const element = h("div.page", null, back, place);
  const screen = { element, title: t("place.reports"), focus: () => element.querySelector("h1"), leave };
  let making = false;
  const watch = whileVisible(1000, () => making && again());
  const refresh = () => load(place, (signal) => ask(id, { signal }), show);
  refresh();
  return screen;

  /** While it is being made, without a skeleton each second. */
  async function again() {
    try {
      const report = await ask(id, { quiet: true });
      if (!isUnderWay(report)) announce(t("reports.ready"));
      replace(place, show(report));
    } catch {
      // The next look may succeed.
    }
  }
  function show(report) {
    making = isUnderWay(report);
    const name = report.name ?? t(`reports.scope.${report.scope}`);
    screen.title = name;
    document.title = document.title.replace(/^.*(?= · )/, name);
    const head = h("div.page-head", null, h("h1", { tabindex: -1 }, name),
      h("p.soft", null, [t(`reports.scope.${report.scope}`), period(report.from, report.to)].join(" · ")));
    if (making) return h("div.stack", null, head, reportProgress(report));
    if (report.state === "failed") return h("div.stack", null, head, reportFailure());
    const { signed_by: signer, signed_at: signed } = report;
    return h("div.page-parts", null, head, h("div.stack", null, signed
      ? h("div.message", { role: "status" }, icon("shield"),
        h("p", null, t("reports.signedBy", { name: signer?.name ?? t("reports.somebody"), time: exactly(signed) })))
      : h("div.message.warning", { role: "status" }, icon("pencil"), h("p", null, t("reports.unsigned"))),
      h("div.row", null,
        !signed && h("button.main", { type: "button", onclick: () => sign(report) }, icon("check", 18), t("reports.sign")),
        file("pdf"), file("csv")),
      trouble),
      h("section.stack", null, h("h2", null, t("reports.sentences")), reportSentences(report, { onchange })),
      h("section.stack", null, h("h2", null, t("reports.figures")), reportFigures(report.figures)));
  }
  function file(format) {
    const button = h("button", { type: "button", onclick: () => busy(button, t(`reports.${format}.making`), () => save(format)) },
      icon("download", 18), t(`reports.${format}`));
    return button;
  }
  async function save(format) {
    replace(trouble);
    try {
      await saveAs(`${t("reports.file")}-${id.slice(-12)}.${format}`, reportFile(id, format));
    } catch (problem) {
      replace(trouble, problemBox(problem, { onretry: () => save(format) }));
    }
  }
  function onchange(now, index) {
    replace(place, show(now));
    ownWords(index).focus();
  }
  function ownWords(index) {
    return place.querySelectorAll(".sentences textarea")[index];
  }
  async function sign({ sentences }) {
    const unsaved = sentences.findIndex(unsavedSentence);
    if (unsaved >= 0) {
      replace(trouble, h("div.message.warning", { role: "alert" }, icon("alert"), h("p", null, t("reports.sign.unsaved", { n: unsaved + 1 }))));
      return ownWords(unsaved).focus();
    }
    if (!(await confirm({ title: t("reports.sign.title"), text: t("reports.sign.text"), action: t("reports.sign") }))) return null;
    replace(trouble);
    try {
      const signed = await signReport(id);
      replace(place, show(signed));
      return toast(t("reports.sign.done"));
    } catch (problem) {
      return replace(trouble, problemBox(problem));
    }
  }
  function leave() {
    watch.stop();
    leaveLoading(place);
  }
}
