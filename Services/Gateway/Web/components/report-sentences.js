// The sentences of a report: each with the messages it stands on, and a tutor's own words beside the original.
import { h, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { editSentence, sentenceLimit } from "../modules/reports.js";
import { drafts } from "../modules/store.js";
import { busy } from "./field.js";
import { icon } from "./icon.js";
import { problemBox } from "./problem.js";
import { openReportMessages } from "./report-messages.js";

const draftOf = ({ id }) => `report.${id}`;
/** Whether somebody has written what isn't kept. */
export const unsavedSentence = (sentence) => drafts.get(draftOf(sentence)) !== "";

/** `onchange(report, index)` when the sentence at that place was changed. */
export function reportSentences(report, { onchange }) {
  if (!report.sentences.length) return h("p.soft", null, t("reports.sentences.none"));
  const edit = report.signed_at ? signed : (sentence, index) => editable(report.id, sentence, index, onchange);
  return h("ol.plain-list.sentences", null, report.sentences.map((sentence, index) => h("li", null, edit(sentence, index), basis(report, sentence, index + 1))));
}

function basis(report, sentence, number) {
  const read = () => openReportMessages(report, sentence, number);
  return h("p.small", null, t("reports.basis", { n: sentence.message_ids.length }), " ",
    h("button.link", { type: "button", "aria-label": t("reports.read.of", { n: number }), onclick: read }, t("reports.read")));
}

/** As it was signed, with what the program wrote where that is something else. */
function signed({ text, edited_text: own }) {
  return h("div.stack", null, h("p.as-written", null, own ?? text),
    own && h("details", null, h("summary.small", null, t("reports.original")), h("p.soft", null, text)));
}

function editable(report, sentence, index, onchange) {
  const { id, text, edited_text: own } = sentence;
  const draft = draftOf(sentence);
  const kept = own ?? text;
  const trouble = h("div");
  const written = drafts.get(draft) || kept;
  const box = h("textarea", {
    rows: 3, maxlength: sentenceLimit, "aria-label": t("reports.own.of", { n: index + 1 }), value: written,
    oninput() {
      drafts.set(draft, box.value === kept ? "" : box.value);
      show();
    },
  });
  const save = h("button.small-button", { type: "button", onclick: () => keep(save, box.value.trim()) }, icon("check", 16), t("reports.own.save"));
  const back = h("button.quiet.small-button", { type: "button", onclick: goBack }, icon("retry", 16), t("reports.own.back"));
  function show() {
    save.hidden = box.value === kept || !box.value.trim();
    back.hidden = box.value === text && !own;
  }
  function goBack() {
    if (own) return keep(back, null);
    box.value = text;
    drafts.set(draft, "");
    show();
    return box.focus();
  }
  function keep(button, words) {
    replace(trouble);
    return busy(button, t("saving"), async () => {
      try {
        const changed = await editSentence(report, id, words === text ? null : words);
        drafts.set(draft, "");
        onchange(changed, index);
      } catch (problem) {
        replace(trouble, problemBox(problem));
      }
    });
  }
  show();
  return h("div.side-by-side", null,
    h("div", null, h("p.small", null, t("reports.original")), h("p", null, text)),
    h("div.stack.tight", null, h("p.small", null, t("reports.own")), box, h("div.row", null, save, back), trouble));
}
