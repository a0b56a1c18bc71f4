import { h, replace } from "../modules/dom.js";
import { exactly, t } from "../modules/i18n.js";
import { importLimit, officeImport, officeImports, orderImport, previewOffices } from "../modules/offices.js";
import { rename } from "../modules/router.js";
import { confirm } from "../components/dialog.js";
import { busy } from "../components/field.js";
import { icon } from "../components/icon.js";
import { importLines } from "../components/import-lines.js";
import { load } from "../components/loading.js";
import { problemBox } from "../components/problem.js";
import { toast } from "../components/toast.js";

export const styles = ["tables", "people", "offices"];
export const texts = ["consulta", "offices"];

const separators = { ";": "oimport.semicolon", ",": "oimport.comma", "\t": "oimport.tab" };

/** Offices from a spreadsheet: choose it, see what it changes, apply it, and undo it if it was the wrong one. */
export default function officeImportScreen({ query }) {
  const title = h("h1", null, t("oimport.title"));
  const place = h("div");
  const element = h("div.page", null, h("a.back", { href: "/offices" }, icon("left", 18), t("place.offices")), title, place);
  let chosen = null;
  const known = query.get("id");
  if (known) look((signal) => officeImport(known, { signal }));
  else choose();
  return { element, title: t("oimport.title") };

  function turn(name, ...content) {
    title.textContent = t(name);
    replace(place, ...content);
    title.tabIndex = -1;
    title.focus();
    element.closest("main")?.scrollTo(0, 0);
  }
  function choose() {
    rename("/offices/import");
    const trouble = h("div");
    const replaces = h("input", { type: "checkbox", name: "replace" });
    const picker = h("input", { type: "file", accept: ".csv,.tsv,.txt,text/csv", hidden: true, onchange: () => take(picker.files[0]) });
    const drop = h("div.drop", {
      ondragover: (event) => { event.preventDefault(); drop.classList.add("over"); },
      ondragleave: () => drop.classList.remove("over"),
      ondrop: (event) => { event.preventDefault(); drop.classList.remove("over"); take(event.dataTransfer.files[0]); },
    },
      h("div.by-mouse", null, icon("upload", 32), h("p", null, t("oimport.drop"))),
      h("button.main", { type: "button", onclick: () => picker.click() }, t("oimport.choose")), picker,
      h("p.small", null, t("oimport.kinds")));
    function take(file) {
      picker.value = "";
      if (!file) return;
      if (file.size > importLimit) {
        const message = t("oimport.large", { size: Math.ceil(file.size / 1048576), limit: importLimit / 1048576 });
        return replace(trouble, problemBox({ message }));
      }
      preview(file, replaces.checked);
    }
    const earlier = h("div");
    load(earlier, (signal) => officeImports({ signal }), ({ items }) => items.length > 0 && h("section.stack", null,
      h("h2", null, t("oimport.earlier")), h("ul.plain-list.entries", null, items.map(entry))));
    turn("oimport.title", h("div.stack", null, drop, trouble,
      h("label.check", null, replaces, h("span", null, t("oimport.replace"))),
      h("p.small", null, t("oimport.columns")), earlier));
  }
  function entry({ id, state, at, by, ...counted }) {
    const sums = ["add", "change", "remove"].filter((each) => counted[each] > 0)
      .map((each) => t(`oimport.count.${each}`, { n: counted[each] }));
    return h("li", null,
      h("div", null, h("a", { href: `/offices/import?id=${id}`, onclick: (event) => {
        event.preventDefault();
        look((signal) => officeImport(id, { signal }));
      } }, exactly(at)), " ",
        h("span.small", null, [by?.name, sums.join(", ")].filter(Boolean).join(" · "))),
      h("span.chip", null, t(`oimport.state.${state}`)));
  }
  function preview(file, replaces) {
    chosen = { file, replaces };
    look((signal) => previewOffices(file, replaces, { signal }));
  }
  function look(work) {
    const shown = h("div");
    turn("oimport.looking", shown);
    load(shown, async (signal) => {
      try {
        return await work(signal);
      } catch (problem) {
        // What is wrong with the file isn't mended by asking again.
        if (problem.status >= 400 && problem.status < 500) return { problem };
        throw problem;
      }
    }, (report) => {
      if (!report.problem) return view(report);
      title.textContent = t("oimport.unreadable");
      return h("div.stack", null, problemBox(report.problem), h("p", null, t("oimport.safe")), h("div.row", null, other("main")));
    }, { stage: t("oimport.reading") });
  }
  function other(kind = "") {
    return h("button", { type: "button", class: kind, onclick: choose }, t("oimport.other"));
  }
  function view(report) {
    // Whoever went on meanwhile stays there.
    if (element.isConnected) rename(`/offices/import?id=${report.id}`);
    title.textContent = t(`oimport.title.${report.state}`);
    const trouble = h("div");
    const works = report.add + report.change + report.remove > 0;
    const unknown = report.columns.filter(({ field }) => !field).map(({ header }) => header);
    const words = ["add", "change", "remove"].filter((each) => report[each] > 0)
      .map((each) => t(`oimport.do.${each}`, { n: report[each] })).join(", ");
    const separator = separators[report.separator] ? t(separators[report.separator]) : report.separator;
    const order = (name, text, kind) =>
      h("button", { type: "button", class: kind, onclick: ({ currentTarget }) => run(name, currentTarget, report, trouble) }, text);
    return h("div.stack", null,
      h("p.soft", null, t("oimport.read", { encoding: report.encoding.toUpperCase(), separator })),
      unknown.length > 0 && h("p", null, t("oimport.unknown", { names: unknown.join(", ") })),
      report.errors > 0 && h("p", null, t("oimport.leftOut", { n: report.errors })),
      !works && h("p", null, t("oimport.nothing")),
      h("div.row", null,
        report.state === "previewed" && works && order("apply", [icon("check"), words], "main"),
        report.state === "applied" && order("undo", [icon("retry"), t("oimport.undo")], ""),
        report.state !== "previewed" && h("a.button", { href: "/offices" }, t("oimport.see")), other()),
      trouble, importLines(report));
  }
  async function run(name, button, report, trouble) {
    if (name === "apply" && report.remove > 0) {
      const text = t("oimport.sure.text", { n: report.remove });
      if (!(await confirm({ title: t("oimport.sure"), text, action: t("oimport.sure.action") }))) return;
    }
    replace(trouble);
    await busy(button, t("saving"), async () => {
      try {
        const now = await orderImport(report.id, name);
        turn(`oimport.title.${now.state}`, view(now));
        toast(t(`oimport.done.${name}`));
      } catch (problem) {
        // Offices changed since: the preview is made again from the same file.
        const again = problem.code === "stale_preview" && chosen && (() => preview(chosen.file, chosen.replaces));
        replace(trouble, problemBox(problem, { onretry: again || undefined }));
      }
    });
  }
}
