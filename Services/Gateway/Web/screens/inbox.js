import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { answerList } from "../components/answer-list.js";
import { ticketList } from "../components/ticket-list.js";
import { unansweredList } from "../components/unanswered-list.js";

export const styles = ["people", "offices"];
export const texts = ["consulta", "inbox"];

const tabs = { tickets: "/inbox", unanswered: "/inbox/unanswered", answers: "/inbox/answers" };
const parts = { tickets: ticketList, unanswered: unansweredList, answers: answerList };

/** What citizens need of a person: their requests, and the answers that were missing. */
export default function inbox({ params, query }) {
  const here = params.tab ?? "tickets";
  const part = parts[here](query);
  const element = h("div.page", null,
    h("h1", null, t("place.inbox")),
    h("nav.tabs", { "aria-label": t("place.inbox") }, Object.entries(tabs).map(([name, path]) =>
      h("a", { href: path, "aria-current": name === here ? "page" : null }, t(`inbox.tab.${name}`)))),
    part.element);
  return { element, title: t(`inbox.tab.${here}`), leave: part.leave };
}
