// Said before the first question, not after it: that consent is missing, and whose it is to give.
import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { session } from "../modules/session.js";
import { icon } from "./icon.js";

/** Null where nothing is missing. */
export function consentNotice() {
  const { withheld = [], minor } = session.user;
  if (!withheld.includes("assistant")) return null;
  return h("div.message.warning", null, icon("alert"), h("div.body", null,
    h("p", null, t(minor ? "consent.first.minor" : "consent.first")),
    h("div.row", null, h("a.button", { href: "/my-data" }, t("place.my-data")))));
}
