// Templates of sheets: one's own and those of others that one may use, and examples to start from.
import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { templates as ask } from "../modules/templates.js";
import { icon } from "./icon.js";
import { load } from "./loading.js";

export function templateList() {
  const element = h("div");
  load(element, (signal) => ask({ signal }), ({ items }) => {
    const examples = items.filter((each) => each.is_example);
    const own = items.filter((each) => !each.is_example);
    return h("div.page-parts", null,
      own.length > 0
        ? h("ul.plain-list.group-cards", null, own.map(card))
        : h("div.empty", null, h("p", null, t("templates.empty"))),
      examples.length > 0 && h("section.stack", null, h("h2", null, t("templates.examples")),
        h("ul.plain-list.group-cards", null, examples.map(card))));
  }, { stage: t("templates.loading") });
  return {
    action: h("a.button.main", { href: "/sheets/templates/new" }, icon("plus"), t("templates.new")),
    element,
  };
}

function card({ id, name, kind, columns, is_example: isExample, is_mine: isMine, groups = [], roles = [] }) {
  const who = isMine ? t(groups.length + roles.length ? "templates.shared" : "templates.own") : t("templates.others");
  return h("li.card", null,
    h("p.small", null, isExample ? t(`template.kind.${kind}`) : [t(`template.kind.${kind}`), who].join(" · ")),
    h("h3", null, isMine ? h("a", { href: `/sheets/templates/${id}` }, name) : name),
    h("p.column-names", null, columns.map((each) => each.name).join(" · ")),
    h("div.row", null,
      h("a.button.small-button", { href: `/sheets/new?template=${id}`, "aria-label": t("templates.use.of", { name }) }, t("templates.use")),
      !isMine && h("a.button.quiet.small-button", {
        href: `/sheets/templates/new?from=${id}`, "aria-label": t("templates.copy.of", { name }),
      }, icon("copy", 16), t("templates.copy"))));
}
