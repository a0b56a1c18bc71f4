// The dialogs that add an endpoint and change one that an administrator added.
import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { addEndpoint, capabilities, changeEndpoint, nameOf } from "../modules/models.js";
import { openForm } from "./dialog-form.js";
import { endpointCheck } from "./endpoint-check.js";
import { endpointTerms } from "./endpoint-terms.js";
import { blame, choices, complete, field } from "./field.js";
import { toast } from "./toast.js";

/** `ondone(endpoint)` when there is one more; `url` stands there already. */
export function addEndpointDialog({ url = "", ondone }) {
  const plain = { autocomplete: "off", spellcheck: "false", autocapitalize: "none" };
  const address = field(t("add.url"), { name: "url", inputmode: "url", required: true, value: url, ...plain }, { hint: t("add.url.hint") });
  const secret = field(t("add.secret"), { name: "secret", ...plain }, { hint: t("add.secret.hint") });
  const uses = choices(t("add.capabilities"), capabilities.map((name) => [name, t(`capability.${name}`)]), []);
  const terms = endpointTerms({});
  const check = endpointCheck({
    place: () => (complete([address]) ? { url: address.input.value.trim(), secret: secret.input.value.trim() || undefined } : null),
    onfound({ models = [] }) {
      if (!uses.chosen.length) uses.chosen = suggested(models);
    },
    onrefused: (problem) => blame(problem, [address, secret]),
  });
  return openForm({
    title: t("add.title"),
    action: t("add.action"),
    content: [address, secret, h("div.row", null, check.button), check.said, terms.name, uses, terms.rest],
    fields: [address, secret, ...terms.fields],
    first: address,
    async save({ anyway }) {
      const agreed = terms.values();
      if (!complete([address]) || !agreed) return;
      // Nobody adds an address that doesn't answer without having seen that it doesn't.
      if (!check.tried && !(await check.run())) return check.tried && anyway(t("add.anyway"));
      const values = { url: address.input.value.trim(), secret: secret.input.value.trim() || undefined, capabilities: uses.chosen };
      const endpoint = await addEndpoint({ ...values, ...agreed });
      toast(t("add.done", { name: nameOf(endpoint) }));
      ondone(endpoint);
      return true;
    },
  });
}

/** `ondone(endpoint)` with how it stands then. */
export function changeEndpointDialog(endpoint, { ondone }) {
  const terms = endpointTerms(endpoint);
  return openForm({
    title: t("change.title", { name: nameOf(endpoint) }),
    action: t("save"),
    content: [terms.name, terms.rest],
    fields: terms.fields,
    first: terms.name,
    async save() {
      // What was emptied is taken away.
      const agreed = terms.values({ empty: null });
      if (!agreed) return;
      ondone(await changeEndpoint(endpoint.id, agreed));
      toast(t("change.done"));
      return true;
    },
  });
}

/** What models of these names are most likely good for. */
function suggested(models) {
  const names = models.join(" ").toLowerCase();
  const signs = [
    ["medical-chat", /medgemma|medical|meditron/], ["cxr-reasoning", /nv-reason|cxr/], ["embeddings", /embed|bge|e5-/],
    ["transcription", /whisper/], ["speech", /tts|piper|kokoro/],
  ];
  const found = signs.filter(([, sign]) => sign.test(names)).map(([capability]) => capability);
  return found.length ? found : ["general-chat"];
}
