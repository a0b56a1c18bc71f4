import { h, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { lastLinks, previewRoster, takeRoster } from "../modules/roster.js";
import { busy } from "../components/field.js";
import { icon } from "../components/icon.js";
import { load } from "../components/loading.js";
import { problemBox } from "../components/problem.js";
import { rosterChoice } from "../components/roster-choice.js";
import { rosterPreview } from "../components/roster-preview.js";
import { slips } from "../components/slips.js";

export const styles = ["tables", "people", "slips"];
export const texts = ["people"];

/** A school from a file: choose it, see what it changes, take it over, hand out the links. */
export default function importScreen({ query }) {
  const title = h("h1", null, t("import.title"));
  const lead = h("p.soft", null);
  const place = h("div");
  const element = h("div.page", null, h("a.back.no-print", { href: "/people" }, icon("left", 18), t("place.people")),
    h("div.page-head", null, title, lead), place);
  const choice = rosterChoice({ onchoose: preview });
  const kept = lastLinks.get();
  step("import.title", "import.lead", h("div.stack", null, kept && earlier(kept), choice));
  if (query.has("example")) choice.example();

  function step(name, text, content) {
    title.textContent = t(name);
    lead.textContent = text ? t(text) : "";
    replace(place, content);
  }
  /** The next step begins at its heading. */
  function turn(...content) {
    step(...content);
    title.tabIndex = -1;
    title.focus();
    element.closest("main")?.scrollTo(0, 0);
  }
  function preview(file, name) {
    const shown = h("div");
    turn("import.preview", null, shown);
    const back = (kind = "") => h("button", { class: kind, type: "button", onclick: () => turn("import.title", "import.lead", choice) }, t("import.other"));
    load(shown, async (signal) => {
      try {
        return await previewRoster(file, { signal });
      } catch (problem) {
        // What is wrong with the file isn't mended by asking again.
        if (problem.status >= 400 && problem.status < 500) return { problem };
        throw problem;
      }
    }, (report) => (report.problem ? unreadable(report.problem, back("main")) : looked(report, file, name, back())), { stage: t("import.reading") });
  }
  function unreadable(problem, back) {
    title.textContent = t("import.unreadable");
    return h("div.stack", null, problemBox(problem), h("div.row", null, back));
  }
  function looked(report, file, name, back) {
    const trouble = h("div");
    const works = report.create + report.update > 0;
    const words = [report.create && t("import.creates", { n: report.create }), report.update && t("import.updates", { n: report.update })].filter(Boolean);
    const button = h("button.main", { type: "button", onclick: () => take() }, icon("check"), words.join(", "));
    async function take() {
      replace(trouble);
      await busy(button, t("import.taking"), async () => {
        try {
          done(await takeRoster(file));
        } catch (problem) {
          replace(trouble, problemBox(problem));
        }
      });
    }
    return h("div.stack", null,
      h("p.soft", null, t("import.previewed", { name, n: report.lines.length })),
      h("p", null, t(works ? report.errors ? "import.someErrors" : "import.ready" : report.errors ? "import.allErrors" : "import.nothing")),
      report.new_groups?.length > 0 && h("p", null, t("import.groups", { n: report.new_groups.length, names: report.new_groups.join(", ") })),
      h("div.row", null, works && button, back), trouble, rosterPreview(report));
  }
  function done(report) {
    const people = report.lines.filter(({ link }) => link).map(({ name, username, groups, link }) => ({ name, username, link, groups: groups.map((each) => each.name ?? each) }));
    const links = { people, expires_at: report.link_expires_at, separator: report.separator };
    if (people.length) lastLinks.set(links);
    turn("import.done", null, h("div.stack", null,
      h("p.no-print", null, [t("import.created", { n: report.create }), report.update && t("import.updated", { n: report.update }),
        report.errors && t("import.leftOut", { n: report.errors })].filter(Boolean).join(" ")),
      people.length > 0 && [h("p.no-print", null, t("slips.lead")), slips(links)]));
  }
  function earlier(links) {
    return h("div.message", null, icon("print"), h("div.body", null,
      h("p", null, t("slips.earlier", { n: links.people.length })),
      h("div.row", null, h("button", { type: "button", onclick: () => turn("slips.title", "slips.lead", slips(links)) }, t("slips.again")),
        h("button.quiet", { type: "button", onclick: ({ currentTarget }) => {
          lastLinks.set(null);
          currentTarget.closest(".message").remove();
        } }, t("slips.forget")))));
  }
  return { element, title: t("import.title") };
}
