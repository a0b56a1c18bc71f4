// «Esto está mal»: kept with the answer, for whoever reviews what the models say.
import { h, replace, uniqueID } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { go } from "../modules/router.js";
import { openDialog } from "./dialog.js";
import { icon } from "./icon.js";
import { toast } from "./toast.js";

const reasons = ["wrong", "harmful", "incomplete", "other"];

/** `onreview(feedback)` resolves once it is kept. The button stays the same one, and the focus on it. */
export function feedbackButton(onreview) {
  let given;
  const mark = h("span.flagged", null, icon("flag", 16), t("feedback.given"));
  const act = () => (given ? keep(onreview, null, t("feedback.taken")) : ask(onreview));
  const button = h("button.quiet.small-button", { type: "button", onclick: act });
  const element = h("span.review", null, mark, button);
  element.update = ({ feedback = null }) => {
    if (feedback === given) return;
    given = feedback;
    mark.hidden = !given;
    replace(button, given ? t("feedback.takeBack") : [icon("flag", 16), t("feedback.action")]);
  };
  return element;
}

function ask(onreview) {
  const comment = h("textarea", { id: uniqueID("field"), rows: 3, maxlength: 2000 });
  const choices = reasons.map((reason, index) => h("label.check", null,
    h("input", { type: "radio", name: "reason", value: reason, checked: index === 0 }), t(`feedback.${reason}`)));
  const form = h("form", { method: "dialog" },
    h("p.soft", null, t("feedback.lead")),
    h("fieldset.choices", null, h("legend", null, t("feedback.reason")), choices),
    h("div.field", null, h("label", { for: comment.id }, t("feedback.comment")), comment),
    h("div.actions", null,
      h("button.quiet", { type: "button", onclick: () => dialog.close("") }, t("cancel")),
      h("button.main", { value: "send" }, t("feedback.send"))));
  const dialog = openDialog({
    title: t("feedback.action"),
    onclose: (answer) => {
      if (answer !== "send") return;
      const feedback = { reason: new FormData(form).get("reason"), comment: comment.value.trim() || undefined };
      keep(onreview, feedback, t("feedback.thanks"));
    },
  }, form);
}

async function keep(onreview, feedback, thanks) {
  try {
    await onreview(feedback);
    toast(thanks);
  } catch (problem) {
    // Who reads the review must be allowed to read the question.
    const leads = problem.code === "consent_missing" && { action: t("place.my-data"), onaction: () => go("/my-data") };
    toast(problem.message, leads || {});
  }
}
