// A one-time link, shown once: the suite sends no mail, so whoever made it hands it over.
import { h } from "../modules/dom.js";
import { exactly, rich, t } from "../modules/i18n.js";
import { copyButton } from "./copy.js";
import { openDialog } from "./dialog.js";
import { icon } from "./icon.js";
import { qrCode } from "./qr-code.js";

/** Where others reach this page: the address it was opened by. */
export const wholeLink = (link, base = location.origin) => base.replace(/\/+$/, "") + link;

const onlyHere = (address) => /^https?:\/\/(localhost|127\.|\[::1\])/.test(address);

/** Links that begin with this machine's own name for itself open nowhere else. */
export const hereWarning = (address) => onlyHere(address) && h("div.message.warning", null,
  icon("alert"), h("div.body", null, h("p", null, rich("link.onlyHere"))));

/** `{ link, expires_at }` of `person`, with how to hand it over. */
export function showLink(person, { link, expires_at: expiry }) {
  const address = wholeLink(link);
  const invited = person.status !== "active";
  const dialog = openDialog({ title: t(invited ? "link.invited" : "link.reset", person), className: "roomy" },
    h("p", null, t("link.text", { name: person.name })),
    h("div.command", null, h("code", null, address), copyButton(() => address)),
    hereWarning(location.origin),
    h("div.by-phone", null, qrCode(address, t("link.code", person)),
      h("div.stack", null,
        h("p", null, rich("link.username", person)),
        h("p.soft", null, t("link.phone")),
        expiry && h("p.soft", null, t("link.until", { time: exactly(expiry) })))),
    h("div.actions", null, h("button.main", { type: "button", onclick: () => dialog.close("") }, t("link.done"))));
}
