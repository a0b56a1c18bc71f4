// What an administrator does with an endpoint: try it, empty it, take it back, change it, take it out.
import { h, replace } from "../modules/dom.js";
import { has, t } from "../modules/i18n.js";
import { nameOf, orderEndpoint, removeEndpoint } from "../modules/models.js";
import { confirm } from "./dialog.js";
import { busy } from "./field.js";
import { icon } from "./icon.js";
import { problemBox } from "./problem.js";
import { toast } from "./toast.js";

/** `onchange(endpoint)` when it stands otherwise, `onremove()` when it is gone, `onedit(endpoint)` to change it. */
export function endpointActions({ onchange, onremove, onedit }) {
  let endpoint;
  const said = h("p.small", { role: "status" });
  const action = (name, shape, act) =>
    h("button.small-button", { type: "button", onclick: act }, icon(shape, 16), t(`endpoint.${name}`));
  const probe = action("probe", "retry", () => order(probe, "probe", outcome));
  const drain = action("drain", "pause", () => order(drain, "drain", () => t("endpoint.drained")));
  const restore = action("restore", "play", () => order(restore, "restore", () => t("endpoint.restored")));
  const edit = action("edit", "pencil", () => onedit(endpoint));
  const remove = action("remove", "trash", takeOut);
  const source = h("p.small");
  const element = h("div.endpoint-actions", null, h("div.row", null, probe, drain, restore, edit, remove), said, source);

  async function order(button, name, words) {
    replace(said);
    await busy(button, t(`endpoint.${name}.busy`), async () => {
      try {
        const now = await orderEndpoint(endpoint.id, name);
        onchange(now);
        said.textContent = words(now);
      } catch (problem) {
        replace(said, problemBox(problem));
      }
    });
    // The one that was pressed may have given its place to the other.
    if (button.hidden) (button === drain ? restore : drain).focus();
  }
  async function takeOut() {
    const name = nameOf(endpoint);
    const question = { title: t("endpoint.remove.title", { name }), text: t("endpoint.remove.text"), action: t("endpoint.remove") };
    if (!(await confirm(question))) return;
    try {
      await removeEndpoint(endpoint.id);
      onremove();
      toast(t("endpoint.removed", { name }));
    } catch (problem) {
      replace(said, problemBox(problem));
    }
  }
  element.update = (now) => {
    endpoint = now;
    const draining = now.state === "draining";
    const added = now.source === "administrator";
    drain.hidden = draining;
    restore.hidden = !draining;
    edit.hidden = !added;
    remove.hidden = !added;
    source.textContent = now.source ? t(`endpoint.source.${now.source}`) : "";
  };
  return element;
}

function outcome({ state, models = [] }) {
  if (["up", "draining"].includes(state)) return t("endpoint.answers", { n: models.length });
  return has(`remedy.endpoint.${state}`) ? t(`remedy.endpoint.${state}`) : t(`state.${state}`);
}
