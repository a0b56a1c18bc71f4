import { h, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { whileVisible } from "../modules/polling.js";
import { problemBox } from "./problem.js";

/**
 * Fills `place` with what `work(signal)` resolves to, through `render`: a skeleton after 300 ms, the
 * stage and «Cancelar» after 2 s, and the error where the content would have been, with a way to repeat. Where a service
 * doesn't answer, it is asked again until it does.
 */
export async function load(place, work, render, { stage = t("loading") } = {}) {
  place.loading?.abort();
  const abort = new AbortController();
  place.loading = abort;
  const again = () => load(place, work, render, { stage });
  const skeleton = h("div.skeleton", { "aria-hidden": "true" }, h("i"), h("i"), h("i"));
  const timers = [
    setTimeout(() => replace(place, skeleton), 300),
    setTimeout(() => replace(place, skeleton, h("div.row", { role: "status" },
      h("span.soft", null, stage),
      h("button", { type: "button", onclick: () => abort.abort() }, t("cancel")))), 2000),
  ];
  try {
    const value = await work(abort.signal);
    if (place.loading === abort) replace(place, render(value));
  } catch (problem) {
    if (place.loading !== abort) return;
    if (problem.name === "AbortError") {
      const repeat = h("button", { type: "button", onclick: again }, t("load.again"));
      replace(place, h("div.row", null, h("span.soft", null, t("cancelled")), repeat));
    } else {
      replace(place, problemBox(problem, { onretry: again }));
      if (problem.isAway) comeBack(place, abort, work, render);
    }
  } finally {
    for (const timer of timers) clearTimeout(timer);
  }
}

/** Looks now and then, while the place is shown; what went wrong stands there until then. */
function comeBack(place, abort, work, render) {
  const look = whileVisible(betweenLooks, async () => {
    if (place.loading !== abort || !place.isConnected) return look.stop();
    try {
      const value = await work(abort.signal);
      if (place.loading === abort) replace(place, render(value));
    } catch (problem) {
      if (problem.isAway) return undefined;
    }
    return look.stop();
  });
}

const betweenLooks = 5000;

/** What is being loaded into `place` is no longer wanted there. */
export function leaveLoading(place) {
  place.loading?.abort();
  place.loading = null;
}
