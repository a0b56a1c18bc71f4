import { h, replace } from "../modules/dom.js";
import { exactly, t } from "../modules/i18n.js";
import { instructions, longestInstructions, restoreInstructions, saveInstructions } from "../modules/prompt.js";
import { can, session } from "../modules/session.js";
import { drafts } from "../modules/store.js";
import { field } from "../components/field.js";
import { icon } from "../components/icon.js";
import { load } from "../components/loading.js";
import { ownForm } from "../components/own-form.js";
import { problemBox } from "../components/problem.js";
import { toast } from "../components/toast.js";

export const styles = ["people", "offices"];
export const texts = ["prompt"];

const draft = "prompt";

/** What the citizens' assistant is told before every question, with its earlier versions. */
export default function prompt() {
  const place = h("div");
  const trouble = h("div");
  const element = h("div.page.narrow", null,
    h("div.page-head", null, h("h1", null, t("place.prompt")), h("p.soft", null, t("prompt.lead"))),
    trouble, place,
    h("p", null, h("a", { href: "/consulta" }, t("prompt.try"))));
  look();
  return { element, title: t("place.prompt") };

  function look() {
    load(place, (signal) => instructions({ signal }), view);
  }

  function view({ prompt: kept, version, source, versions }) {
    const written = drafts.get(draft);
    const text = field(t("prompt.text"), {
      name: "prompt", required: true, maxlength: longestInstructions, value: written || kept,
      oninput: ({ target }) => drafts.set(draft, target.value === kept ? "" : target.value),
    }, { rows: 16, hint: t("prompt.hint") });
    const form = ownForm({
      fields: [text],
      action: t("prompt.save"),
      main: true,
      save: async () => done(await saveInstructions(text.input.value, version), version),
      refused(problem) {
        if (problem.code !== "changed_meanwhile") return false;
        // What was written stays, beside what somebody else saved.
        replace(trouble, problemBox(problem));
        look();
        return true;
      },
    });
    const back = (to, label, name) =>
      h("button", { type: "button", "aria-label": name, onclick: () => restore(to, version) }, icon("retry", 18), label);
    return h("div.stack", null,
      h("p.small", { role: "status" }, t(source === "file" ? "prompt.source.file" : "prompt.source.own")),
      form,
      written && h("details", null, h("summary", null, t("prompt.inUse")), h("p.as-written", null, kept)),
      source !== "file" && h("div.row", null, back(0, t("prompt.file"))),
      versions.length > 0 && h("section.stack", null, h("h2", null, t("prompt.versions")),
        h("ul.plain-list.entries", null, versions.map(({ version: each, at, by }) => h("li", null,
          h("div", null, h("p", null, t("prompt.version", { n: each })), h("p.small", null, exactly(at), by && [" · ", author(by)])),
          each === version
            ? h("span.chip", null, t("prompt.current"))
            : back(each, t("prompt.restore"), t("prompt.restore.of", { n: each })))))));
  }
  function done(now, before) {
    drafts.set(draft, "");
    replace(trouble);
    replace(place, view(now));
    element.querySelector("textarea").focus();
    toast(t("prompt.saved"), { action: t("undo"), onaction: () => restore(before, now.version) });
  }
  async function restore(version, before) {
    try {
      done(await restoreInstructions(version, before), before);
    } catch (problem) {
      replace(trouble, problemBox(problem));
    }
  }
}

function author({ id }) {
  if (id === session.user.id) return t("prompt.you");
  return can("administer_users") ? h("a", { href: `/people/${id}` }, t("prompt.author")) : t("prompt.other");
}
