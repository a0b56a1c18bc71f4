import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { addressOf } from "../modules/history.js";
import { takeQuestion } from "../modules/next-question.js";
import { go } from "../modules/router.js";
import { installed } from "../modules/session.js";
import { casePanel } from "../components/case-panel.js";
import { consentNotice } from "../components/consent-notice.js";
import { conversationPage } from "../components/conversation-page.js";
import { openingBand } from "../components/opening-band.js";
import { sidePanel } from "../components/side-panel.js";

export const styles = ["chat", "prose", "history", "help", "documents"];
export const texts = ["help", "library", "ask"];
/** What goes with documents, where there are any. */
const withDocuments = installed("documents") ? await import("../components/talk-documents.js") : null;

export default function chat({ params }) {
  const facts = casePanel({
    onfind(message, entity) {
      panel.close();
      page.talk.find(message, entity);
    },
  });
  const panel = sidePanel({ name: "case", title: t("case.panel"), content: facts });
  const band = openingBand();
  const papers = withDocuments?.talkDocuments({ conversation: () => page.conversation });
  const page = conversationPage({
    id: params.id, path: "/chat", name: t("place.chat"), panel, actions: { source }, onshow, onkey,
    writing: { tools: papers?.button, ondocuments: papers?.drop }, onopen: (conversation) => papers?.use(conversation),
    ongone: () => close(null), onlocked: () => close(t("opening.title")),
  });
  const { screen, talk, box } = page;
  const foot = h("div.box", null, consentNotice(), h("p.small", null, t("chat.disclaimer")), papers, box);
  const middle = h("div.talk", null, talk.element, foot, band);
  screen.element = h("div.chat", null, page.list, middle, panel.element);
  box.catchDrops(middle);
  if (papers) page.stops.push(papers.leave);
  page.open(params.id);
  const question = takeQuestion();
  if (question) page.send(question.text, question.images);
  return screen;

  function onshow(conversation) {
    if (isElsewhere(conversation)) return go(addressOf(conversation), { replace: true });
    foot.hidden = conversation.opening !== null;
    band.update(conversation.opening);
    return facts.update(conversation.messages);
  }
  /** Where there is nothing to write to. */
  function close(title) {
    foot.hidden = true;
    band.update(null);
    if (title) page.bare(title);
  }
  function source(message, index) {
    panel.show();
    facts.cite(message, index, page.conversation.messages);
  }
  function onkey(event) {
    if ((event.ctrlKey || event.metaKey) && event.shiftKey && event.key.toLowerCase() === "d" && !panel.button.hidden) {
      event.preventDefault();
      panel.toggle();
    }
  }
}

/** One's own with an assistant that has a page of its own. */
function isElsewhere({ id, assistant, opening }) {
  return id && assistant && !opening && !addressOf({ id, assistant }).startsWith("/chat/");
}
