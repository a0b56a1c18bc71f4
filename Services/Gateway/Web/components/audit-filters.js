// What part of the record is looked at: whose deeds, on whom, which, where, how they ended, and when.
import { h, replace } from "../modules/dom.js";
import { has, t } from "../modules/i18n.js";
import { entriesFile, keepName, nameOf, results } from "../modules/audit.js";
import { saveFrom } from "../modules/files.js";
import { query } from "../modules/query.js";
import { rename } from "../modules/router.js";
import { can, session } from "../modules/session.js";
import { field } from "./field.js";
import { icon } from "./icon.js";
import { personPicker } from "./person-picker.js";
import { toast } from "./toast.js";

/** Changes `filter` itself, then calls `onchange()`; `asked()` is the filter as the server wants it. */
export function auditFilters({ filter, asked, onchange }) {
  const choose = (name, options) => field(t(`audit.${name}`), {
    value: filter[name], onchange: ({ target }) => narrow(name, target.value),
  }, { options: [["", t("audit.any")], ...options] });
  const day = (name) => field(t(`audit.${name}`), { type: "date", value: filter[name], onchange: ({ target }) => narrow(name, target.value) });
  const byAction = h("div");
  const daemons = session.site.installed.map((name) => [name, has(`daemon.${name}`) ? t(`daemon.${name}`) : name]);
  const whom = (name) => {
    const picker = personPicker(t(`audit.${name}`), { keeps: true, onpick: (found) => pick(name, found) });
    if (filter[name]) nameOf(filter[name]).then((found) => (picker.input.value = found), () => (picker.input.value = filter[name]));
    return picker;
  };
  const named = (items) => replace(byAction, choose("action", items.map(({ action, title }) => [action, title])));
  named([]);
  const files = h("div.row", null, ["csv", "jsonl"].map((format) =>
    h("button.small-button", { type: "button", onclick: () => save(format) }, icon("download", 16), t(`audit.export.${format}`))));

  function pick(name, found) {
    if (found) keepName(found.id, found.name);
    narrow(name, found?.id ?? "");
  }
  function narrow(name, value) {
    filter[name] = value;
    rename(`/audit${query(filter)}`);
    onchange();
  }
  async function save(format) {
    try {
      await saveFrom(entriesFile(format, asked()));
    } catch (problem) {
      toast(problem.message);
    }
  }
  const element = h("div.stack", null,
    h("div.audit-filters", null,
      can("administer_users") && [whom("actor"), whom("subject")],
      byAction, choose("daemon", daemons), choose("result", results.map((each) => [each, t(`result.${each}`)])),
      day("from"), day("to")),
    files);
  return { element, named };
}
