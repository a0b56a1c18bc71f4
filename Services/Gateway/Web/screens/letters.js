import { h, replace } from "../modules/dom.js";
import { announce } from "../modules/announce.js";
import { fileName, saveAs } from "../modules/files.js";
import { exactly, t } from "../modules/i18n.js";
import { cancelJob, isActive, watchJob } from "../modules/jobs.js";
import { letters as ask, lettersFile, removeLetters } from "../modules/letters.js";
import { go } from "../modules/router.js";
import { bytes } from "../modules/sizes.js";
import { confirm } from "../components/dialog.js";
import { busy } from "../components/field.js";
import { gone, orNothing } from "../components/gone.js";
import { icon } from "../components/icon.js";
import { jobMeter } from "../components/job-meter.js";
import { letterFaults } from "../components/letter-match.js";
import { leaveLoading, load } from "../components/loading.js";
import { problemBox } from "../components/problem.js";
import { lettersMark } from "../components/sheet-mark.js";
import { toast } from "../components/toast.js";

export const styles = ["tables", "people", "offices", "documents", "sheets"];
export const texts = ["sheets", "letters", "library", "jobs"];

/** Letters being made, or made: the file with all of them, and the rows that none could be made of. */
export default function lettersScreen({ params: { id } }) {
  const place = h("div");
  const trouble = h("div");
  const element = h("div.page", null, h("a.back", { href: "/sheets/letters" }, icon("left", 18), t("sheets.tab.letters")), place);
  const screen = { element, title: t("sheets.tab.letters"), leave };
  let stop = null;
  refresh();
  return screen;

  function refresh() {
    return load(place, (signal) => orNothing(ask(id, { signal })), show, { stage: t("letters.loading") });
  }
  function show(made) {
    if (!made) return gone({ title: t("letters.gone"), path: "/sheets/letters", word: t("sheets.tab.letters") });
    screen.title = made.name;
    document.title = document.title.replace(/^.*(?= · )/, made.name);
    const { failed } = made;
    const work = h("div");
    if (isActive(made)) follow(made.job_id, work);
    return h("div.page-parts", null,
      h("div.page-head", null, h("div.row", null, h("h1", { tabindex: -1 }, made.name), lettersMark(made)),
        h("p.soft", null, exactly(made.created_at))),
      h("div.stack", null, work, trouble,
        made.state === "failed" && problemBox({ code: made.error?.code ?? "letters", message: made.error?.detail ?? t("letters.failed") }),
        made.state === "cancelled" && h("p", null, t("letters.cancelled")),
        !isActive(made) && made.made > 0 && h("p", null, t("letters.ready", { n: made.made })),
        h("div.row", null,
          !isActive(made) && made.made > 0 && download(made),
          !isActive(made) && h("a.button", { href: "/sheets/letters/new" }, t("letters.again")),
          !isActive(made) && h("button.quiet", { type: "button", onclick: () => remove(made) }, icon("trash", 18), t("letters.delete"))),
        failed.length > 0 && letterFaults(failed, t("letters.bad", { n: failed.length }))));
  }
  function download({ name, bytes: size }) {
    const button = h("button.main", { type: "button", onclick: () => busy(button, t("letters.saving"), async () => {
      replace(trouble);
      await saveAs(`${fileName(name)}.zip`, lettersFile(id)).catch((problem) => replace(trouble, problemBox(problem)));
    }) }, icon("download", 18), t("letters.download", { size: bytes(size) }));
    return button;
  }
  function follow(job, work) {
    stop?.();
    let progress = null;
    stop = watchJob(job, (now) => {
      if (!isActive(now)) {
        announce(t(`letters.ended.${now.state}`));
        return refresh();
      }
      if (progress) return progress.update(now);
      progress = jobMeter(now, { oncancel: () => cancelJob(job) });
      return replace(work, progress);
    });
  }
  async function remove(made) {
    const question = { title: t("letters.delete.title", made), text: t("letters.delete.text"), action: t("letters.delete") };
    if (!(await confirm(question))) return;
    try {
      await removeLetters(id);
      toast(t("letters.deleted", made));
      go("/sheets/letters", { replace: true });
    } catch (problem) {
      replace(trouble, problemBox(problem));
    }
  }
  function leave() {
    stop?.();
    leaveLoading(place);
  }
}
