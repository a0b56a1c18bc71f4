import { h, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { groupConsents, recordGuardians } from "../modules/groups.js";
import { busy, complete, field } from "../components/field.js";
import { guardianRow } from "../components/guardian-row.js";
import { icon } from "../components/icon.js";
import { leaveLoading, load } from "../components/loading.js";
import { problemBox } from "../components/problem.js";

export const styles = ["people", "tables"];
export const texts = ["people", "privacy"];

/** People in one request: so that a large group is seen to get on. */
const batch = 25;

/** What the guardians of a group's minors say, written down at once. */
export default function groupConsentsScreen({ params: { id } }) {
  const place = h("div");
  const screen = {
    element: h("div.page.narrow", null, h("a.back", { href: `/groups/${id}` }, icon("left", 18), t("guardians.back")), place),
    title: t("guardians.open"),
    leave: () => leaveLoading(place),
  };
  load(place, (signal) => groupConsents(id, { signal }), (found) =>
    h("div.page-parts", null,
      h("div.page-head", null, h("p.small", null, found.name), h("h1", null, t("guardians.open")), h("p.soft", null, t("guardians.lead"))),
      found.members.length ? form(id, found) : h("p", null, t("guardians.none"))));
  return screen;
}

function form(id, { purposes: offered, members }) {
  let purposes = offered;
  const titles = new Map(purposes.map(({ purpose, title }) => [purpose, title]));
  const what = h("div");
  const chosen = new Set(purposes.slice(0, 1).map(({ purpose }) => purpose));
  const all = field(t("guardians.relation"), { name: "all", autocomplete: "off", maxlength: 120 }, { hint: t("guardians.relation.hint") });
  const rows = members.map((member) => guardianRow(member, { titles, onchange: count, onpaste: paste }));
  const button = h("button.main", { type: "submit" });
  const trouble = h("div");
  const result = h("p", { role: "status" });
  const bar = h("progress", { "aria-label": t("guardians.progress"), max: 1, value: 0 });
  const progress = h("div.meter", { hidden: true }, bar);
  all.input.addEventListener("input", () => rows.forEach((row) => row.suggest(all.input.value)));
  choosePurposes();
  ask();
  return h("form.page-parts", { novalidate: true, onsubmit: save },
    what, all,
    h("section.stack", null,
      h("h2", null, t("guardians.who")),
      h("p.small", null, t("guardians.paste")),
      h("ul.plain-list.guardians", null, rows.map(({ element }) => element))),
    h("div.guardians-end", null, result, progress, trouble, h("div.row", null, button)));

  function choosePurposes() {
    const one = ({ purpose, title, text }) => {
      const tick = ({ target }) => {
        if (target.checked) chosen.add(purpose);
        else chosen.delete(purpose);
        ask();
      };
      return h("div", null,
        h("label.check", null, h("input", { type: "checkbox", checked: chosen.has(purpose), onchange: tick }), title),
        h("details.purpose-text", null, h("summary", null, t("guardians.read"), h("span.visually-hidden", null, `: ${title}`)), h("p", null, text)));
    };
    replace(what, h("fieldset.choices.one-column", null, h("legend", null, t("guardian.what")), purposes.map(one)));
  }
  function ask() {
    for (const row of rows) row.ask([...chosen]);
    count();
  }
  function count() {
    const n = rows.filter(({ isTicked }) => isTicked).length;
    button.textContent = n ? t("guardians.action", { n }) : t("guardians.record");
  }
  /** A column of a sheet, or two, goes down from where it was pasted. */
  function paste(from, lines) {
    const ticked = rows.filter((row) => row === from || row.isTicked);
    const below = ticked.slice(ticked.indexOf(from));
    for (const [index, line] of lines.slice(0, below.length).entries()) {
      const [name, relation] = line.split("\t").map((cell) => cell.trim());
      below[index].fill({ name, relation });
    }
  }

  async function save(event) {
    event.preventDefault();
    replace(trouble);
    result.textContent = "";
    const ticked = rows.filter(({ isTicked }) => isTicked);
    const asked = purposes.filter(({ purpose }) => chosen.has(purpose));
    if (!ticked.length || !asked.length) return replace(trouble, h("p", { role: "alert" }, t("guardians.choose")));
    if (!complete(ticked.flatMap(({ fields }) => fields))) return;
    await busy(button, t("saving"), () => record(ticked, asked));
    count();
  }
  /** What was recorded is ticked off; all else stays as it was written. */
  async function record(ticked, asked) {
    let recorded = 0;
    const refused = [];
    Object.assign(bar, { max: ticked.length, value: 0 });
    progress.hidden = false;
    try {
      for (let start = 0; start < ticked.length; start += batch) {
        const part = ticked.slice(start, start + batch);
        const { failed } = await recordGuardians(id, asked, part.map(({ word }) => word));
        const reasons = new Map(failed.map(({ user, detail }) => [user, detail]));
        for (const row of part) {
          if (reasons.has(row.id)) refused.push([row, reasons.get(row.id)]);
          else row.recorded(asked.map(({ purpose }) => purpose));
        }
        recorded += part.length - reasons.size;
        bar.value = start + part.length;
      }
    } catch (problem) {
      replace(trouble, problemBox(problem));
      if (problem.code === "consent_version") await readAgain();
    } finally {
      progress.hidden = true;
    }
    for (const [row, reason] of refused) row.refused(reason);
    refused[0]?.[0].fields[0].input.focus();
    const done = recorded > 0 && t("guardians.done", { n: recorded });
    const left = refused.length > 0 && t("guardians.refused", { n: refused.length });
    result.textContent = [done, left].filter(Boolean).join(" ");
  }
  /** A text was changed meanwhile: the new one is to be read before anybody is said to agree to it. */
  async function readAgain() {
    const found = await groupConsents(id).catch(() => null);
    if (!found) return;
    purposes = found.purposes;
    choosePurposes();
    for (const each of what.querySelectorAll("details")) each.open = true;
  }
}
