import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { can } from "../modules/session.js";
import { icon } from "./icon.js";

/** `kind`: none is configured, or who would know doesn't answer. */
export function missingEndpoints(kind) {
  if (kind === "unknown") return h("div.message.warning", null, icon("alert"), h("p", null, t("status.unknownEndpoints")));
  return h("div.message.warning", null, icon("alert"), h("div.body", null,
    h("p", null, t("status.noEndpoint")),
    can("administer_endpoints") && h("div.row", null, h("a.button", { href: "/models" }, t("status.connect"))),
    h("p.small", null, t("status.connect.file"), " ", h("code", null, "OLLAMA_ENDPOINTS=http://127.0.0.1:11434"))));
}
