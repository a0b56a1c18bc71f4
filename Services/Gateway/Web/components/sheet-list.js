// One's own sheets, and for who has none yet the examples to begin with.
import { h } from "../modules/dom.js";
import { t, when } from "../modules/i18n.js";
import { onLive } from "../modules/live.js";
import { sheets as ask } from "../modules/sheets.js";
import { templates } from "../modules/templates.js";
import { icon } from "./icon.js";
import { load } from "./loading.js";
import { paged } from "./paged.js";
import { sheetMark } from "./sheet-mark.js";

export function sheetList() {
  const list = paged({
    ask,
    show: (items) => h("ul.plain-list.entries", null, items.map(entry)),
    empty,
    stage: t("sheets.loading"),
  });
  list.refresh();
  const changed = (_, job) => job?.kind === "sheet" && job.state !== "running" && list.renew();
  const stops = [onLive("job.changed", changed), onLive("resumed", () => list.renew())];
  return {
    action: h("a.button.main", { href: "/sheets/new" }, icon("plus"), t("sheets.new")),
    element: list,
    leave: () => stops.forEach((stop) => stop()),
  };
}

function entry(sheet) {
  const { id, name, template, rows, unsourced, updated_at: at } = sheet;
  const facts = [template?.name, t("sheets.rows", { n: rows }), when(at)];
  return h("li", null,
    h("div", null, h("a.person", { href: `/sheets/${id}` }, name), h("p.small", null, facts.filter(Boolean).join(" · "))),
    h("div.row", null,
      unsourced > 0 && h("span.state.warn", null, icon("alert", 18), t("sheets.unsourced", { n: unsourced })),
      sheetMark(sheet)));
}

function empty() {
  const place = h("div");
  load(place, (signal) => templates({ signal }), ({ items }) => {
    const examples = items.filter((each) => each.is_example).slice(0, 3);
    return examples.length > 0 && h("div.stack", null,
      h("p.small", null, t("try")),
      h("div.examples", null, examples.map(({ id, name }) => h("a.button", { href: `/sheets/new?template=${id}` }, name))));
  });
  return h("div.empty", null, h("p", null, t("sheets.empty")), place);
}
