// One-time links as slips of paper, one a person, and as a table for who hands them over otherwise.
import { h, replace } from "../modules/dom.js";
import { exactly, rich, t } from "../modules/i18n.js";
import { csv, saveText } from "../modules/files.js";
import { session } from "../modules/session.js";
import { field } from "./field.js";
import { icon } from "./icon.js";
import { hereWarning, wholeLink } from "./one-time-link.js";
import { qrCode } from "./qr-code.js";

/** `{ people: [{ name, username, groups, link }], expires_at, separator }`. */
export function slips({ people, expires_at: expiry, separator }) {
  const sorted = people.toSorted((one, other) => (one.groups[0] ?? "").localeCompare(other.groups[0] ?? "") || one.name.localeCompare(other.name));
  const sheet = h("ul.plain-list.slips", { "aria-label": t("slips.title") });
  const warning = h("div");
  const base = field(t("slips.base"), { type: "url", inputmode: "url", value: location.origin, spellcheck: "false" }, { hint: t("slips.base.hint") });
  base.input.addEventListener("input", draw);
  const address = () => base.input.value.trim() || location.origin;

  function draw() {
    replace(warning, hereWarning(address()));
    replace(sheet, sorted.map((person) => slip(person, address(), expiry)));
  }
  function save() {
    const head = [t("person.name"), t("username"), t("groups.tab"), t("slips.link"), t("slips.until")];
    const rows = sorted.map(({ name, username, groups, link }) => [name, username, groups.join(", "), wholeLink(link, address()), exactly(expiry)]);
    saveText(t("slips.file"), "text/csv", csv([head, ...rows], separator));
  }
  draw();
  return h("div.stack", null,
    h("div.row.no-print", null,
      h("button.main", { type: "button", onclick: () => print() }, icon("print"), t("slips.print")),
      h("button", { type: "button", onclick: save }, icon("download"), t("slips.save"))),
    h("div.no-print", null, base), warning, sheet);
}

function slip({ name, username, groups, link }, base, expiry) {
  const address = wholeLink(link, base);
  return h("li.slip", null,
    h("div", null,
      h("p.small", null, [session.site.institution, ...groups].join(" · ")),
      h("h3", null, name),
      h("p", null, rich("slips.username", { username })),
      h("p.small", null, t("slips.how")),
      h("p.address", null, h("a", { href: address }, address)),
      h("p.small", null, t("link.until", { time: exactly(expiry) }))),
    qrCode(address, t("link.code", { name })));
}
