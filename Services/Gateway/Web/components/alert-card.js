// One alert: what worries, since when, how long there is, and what one does about it.
import { h, replace } from "../modules/dom.js";
import { duration, exactly, hourOf, t, when } from "../modules/i18n.js";
import { alertWith, giveBack, isGrave, isKept, orderAlert, takeOver } from "../modules/alerts.js";
import { canonical } from "../modules/canonical.js";
import { go } from "../modules/router.js";
import { session } from "../modules/session.js";
import { openAlertDetail } from "./alert-detail.js";
import { openClose, openFalseAlarm, openRefer } from "./alert-orders.js";
import { openTranscript } from "./alert-transcript.js";
import { confirm } from "./dialog.js";
import { busy } from "./field.js";
import { icon } from "./icon.js";
import { problemBox } from "./problem.js";
import { stateMark } from "./state.js";

const alertLooks = { open: "pending", acknowledged: "running", referred: "running", false_alarm: "done", closed: "done" };
const late = 60;

/** `onchange(alert)` when somebody did something with it; `tick()` moves its clock on. */
export function alertCard(alert, { onchange }) {
  const clock = h("span.clock");
  const relief = h("p.small");
  const trouble = h("div");
  const head = h("div");
  const actions = h("div.row");
  const element = h("article.card.alert", null, head, trouble, actions);

  function show() {
    const { student, reason, excerpt, raised_at: raised, delay_s: delay, state, handled_by: by, episode, intervention } = alert;
    element.classList.toggle("grave", isGrave(alert) && !isEnded(alert));
    const facts = [
      h("time", { datetime: raised, title: exactly(raised) }, when(raised)),
      episode?.messages > 1 && t("alert.episode", { n: episode.messages }),
      hasSigns(alert) && alert.asked_at && t("alert.asked.at", { time: when(alert.asked_at) }),
      delay > late && t("alert.delay", { time: duration(delay) }),
      by && (by.id === session.user.id ? t("alert.byYou") : t("alert.by", { name: by.name ?? t("alert.somebody") })),
      isOthers(intervention) && t("alert.talking", {
        name: intervention.tutor?.name ?? t("alert.somebody"), time: hourOf(intervention.started_at),
      }),
    ].filter(Boolean);
    replace(head,
      h("div.row.spread", null, h("h2", null, `${nameOf(student)} · ${whatOf(alert)}`), stateMark(alertLooks[state], t(`alert.state.${state}`))),
      h("p.small", null, facts.flatMap((fact, index) => (index ? [" · ", fact] : [fact])), clock),
      (hasSigns(alert) || !alert.asked_at) && h("p", null, t("alert.reason"), " ", h("span", null, reason)),
      excerpt && h("blockquote", null, excerpt),
      isKept(alert) && h("p.small", null, t("alert.noExcerpt"), " ",
        h("button.link", { type: "button", onclick: () => openAlertDetail(alert, done) }, t("alert.open"))),
      canRelieve() && relief,
      !alert.conversation_id && h("p.small", null, t("alert.noTalk")));
    replace(actions, orders());
    tick();
  }
  function tick() {
    if (canRelieve()) relief.textContent = reliefHint(alert.intervention.relievable_at);
    const left = (Date.parse(alert.due_at) - Date.now()) / 1000;
    const runs = ["open", "referred"].includes(alert.state) && Number.isFinite(left);
    clock.hidden = !runs;
    if (!runs) return;
    clock.classList.toggle("bad", left < 0);
    clock.textContent = ` · ${left < 0 ? t("alert.overdue", { time: duration(-left) }) : t("alert.due", { time: duration(left) })}`;
  }
  function orders() {
    const { state, conversation_id: conversation, intervention } = alert;
    const mine = state === "acknowledged" && alert.handled_by?.id === session.user.id;
    const waits = state === "open" || state === "referred";
    const name = nameOf(alert.student);
    const act = (key, shape, work, kind = "button") => h(kind, { type: "button", "aria-label": t(`${key}.of`, { name }), onclick: work },
      icon(shape, 18), t(key));
    const ended = isEnded(alert);
    return [
      waits && act("alert.take", "heart", acknowledge, "button.main"),
      conversation && (isOwn(intervention) || (mine && !intervention)) && act("alert.talk", "chat", talk, waits ? "button" : "button.main"),
      canRelieve() && act("alert.relieve", "chat", relieve),
      isOthers(intervention) && act("alert.giveBack", "left", back, "button.quiet"),
      !ended && act("alert.refer", "share", () => openRefer(alert, done)),
      !ended && act("alert.false", "cross", () => openFalseAlarm(alert, done), "button.quiet"),
      mine && act("alert.close", "check", () => openClose(alert, done), "button.quiet"),
      act("alert.log", "history", () => openAlertDetail(alert, done), "button.quiet"),
      conversation && act("alert.whole", "eye", () => openTranscript(alert, name), "button.quiet"),
    ];
  }
  const acknowledge = ({ currentTarget: button }) => attempt(button, async () => done(await orderAlert(alert.id, "acknowledge")));
  const talk = ({ currentTarget: button }) => attempt(button, async () => {
    const { id } = await takeOver(alert.conversation_id);
    go(`/interventions/${id}`);
  });
  async function relieve({ currentTarget }) {
    if (await agreed("alert.relieve")) await talk({ currentTarget });
  }
  async function back({ currentTarget: button }) {
    if (!(await agreed("alert.giveBack"))) return;
    await attempt(button, async () => {
      await giveBack(alert.intervention.id);
      done((await alertWith(alert.id)).alert);
    });
  }
  /** Whoever the words aren't meant for doesn't talk with the student either. */
  const canRelieve = () => alert.conversation_id && isOthers(alert.intervention) && !isKept(alert);
  /** Before something that somebody else is in the middle of. */
  const agreed = (key) => confirm({
    title: t(`${key}.title`), action: t(key),
    text: t(`${key}.text`, { name: nameOf(alert.student), tutor: alert.intervention.tutor?.name ?? t("alert.somebody") }),
  });
  async function attempt(button, work) {
    replace(trouble);
    await busy(button, t("saving"), async () => {
      try {
        await work();
      } catch (problem) {
        replace(trouble, problemBox(problem));
      }
    });
  }
  function done(changed) {
    element.update(changed);
    onchange(changed);
    // After a dialog has closed, which would put the focus on a button that is gone.
    setTimeout(() => actions.querySelector("button")?.focus());
  }
  element.update = (now) => {
    // What hasn't changed keeps its buttons, and the focus on them.
    if (canonical(now) === canonical(alert)) return;
    alert = now;
    show();
  };
  element.tick = tick;
  show();
  return element;
}

export const nameOf = (student) => student?.name ?? t("alert.student");

/** Whether anything but their own asking has raised it. */
const hasSigns = ({ tier, category }) => tier > 0 || Boolean(category);
const isEnded = ({ state }) => state === "false_alarm" || state === "closed";
const isOwn = (intervention) => intervention?.tutor?.id === session.user.id;
const isOthers = (intervention) => Boolean(intervention) && !isOwn(intervention);

function whatOf(alert) {
  if (!hasSigns(alert) && alert.asked_at) return t("alert.asked");
  return t(alert.category ? `alert.category.${alert.category}` : `alert.tier.${alert.tier}`);
}

/** From when on somebody may take the place of the tutor who talks with the student. */
function reliefHint(from) {
  return Date.parse(from) > Date.now() ? t("alert.relieve.from", { time: hourOf(from) }) : t("alert.relieve.now");
}
