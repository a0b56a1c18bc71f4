import { h } from "../modules/dom.js";
import { exactly, has, t, when } from "../modules/i18n.js";
import { saveFrom } from "../modules/files.js";
import { myData, myDataFile } from "../modules/privacy.js";
import { forgetSession } from "../modules/session.js";
import { consentList } from "../components/consents.js";
import { eraseMeDialog, followMyErasure } from "../components/erase-me.js";
import { heldData } from "../components/held-data.js";
import { icon } from "../components/icon.js";
import { leaveLoading, load } from "../components/loading.js";
import { toast } from "../components/toast.js";

export const styles = ["tables", "people"];
export const texts = ["status", "people", "privacy"];

/** What each daemon holds on me, who saw it, what I agree to, and how to take it or have it erased. */
export default function myDataScreen() {
  const place = h("div");
  let stop = () => {};
  const element = h("div.page", null,
    h("div.page-head", null, h("h1", null, t("place.my-data")), h("p.soft", null, t("data.lead"))),
    part("consents.title", h("p.soft", null, t("consents.lead")), consentList()),
    place);
  load(place, (signal) => myData({ signal }), show, { stage: t("data.loading") });
  return {
    element,
    title: t("place.my-data"),
    leave() {
      stop();
      leaveLoading(place);
    },
  };

  function show(report) {
    const going = h("div");
    const titles = new Map(report.daemons.flatMap(({ categories = [] }) => categories.map(({ key, title }) => [key, title])));
    const follow = (erasure) => {
      element.firstChild.after(going);
      stop = followMyErasure(going, erasure, { titles, ondone: () => forgetSession("/sign-in") });
      element.closest("main").scrollTo(0, 0);
    };
    if (report.erasure?.state === "running") follow(report.erasure);
    return h("div.page-parts", null,
      part("held.title", report.daemons.filter(({ status }) => status !== "not_installed").map(heldData)),
      part("views.title", h("p.soft", null, t("views.lead")), views(report.views)),
      part("data.take", h("p.soft", null, t("data.take.text")), h("div.row", null,
        h("button", { type: "button", onclick: () => save("html") }, icon("download"), t("data.html")),
        h("button", { type: "button", onclick: () => save("json") }, icon("download"), t("data.json")))),
      part("data.correct", h("p", null, t("data.correct.text"), " ", h("a", { href: "/account" }, t("place.account")))),
      part("data.erase", h("p.soft", null, t("data.erase.text")), h("div.row", null,
        h("button.danger", { type: "button", onclick: () => eraseMeDialog({ onbegin: follow }) }, icon("trash"), t("data.erase.open")))));
  }
}

const part = (title, ...content) => h("section.stack", null, h("h2", null, t(title)), content);

async function save(format) {
  try {
    await saveFrom(myDataFile(format));
  } catch (problem) {
    toast(problem.message);
  }
}

function views(items) {
  if (!items.length) return h("p", null, t("views.none"));
  return h("ul.plain-list.entries", null, items.map(({ at, actor_name: who, action, result, reason, daemon }) => h("li", null,
    h("div", null,
      h("p", null, h("strong", null, who ?? t("views.someone")), ` · ${action}`),
      h("p.small", null, [result !== "ok" && t(`views.${result}`), reason && t("views.reason", { reason }), has(`daemon.${daemon}`) ? t(`daemon.${daemon}`) : daemon].filter(Boolean).join(" · "))),
    h("time.small", { datetime: at, title: exactly(at) }, when(at)))));
}
