import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";

/** «Prueba con: …»: working questions for an empty screen. */
export function examples(onchoose) {
  const texts = ["example.1", "example.2", "example.3"].map((key) => t(key));
  return h("div.stack", null,
    h("p.small", null, t("try")),
    h("div.examples", null, texts.map((text) => h("button", { type: "button", onclick: () => onchoose(text) }, text))));
}
