import { h, replace, stylesheet } from "./modules/dom.js";
import { api, onSessionExpired } from "./modules/api.js";
import { chooseLanguage, chosenLanguage, t, useLanguage, useTexts } from "./modules/i18n.js";
import { can, installed, loadSite, loadUser, session, signOut } from "./modules/session.js";
import { announcer } from "./modules/announce.js";
import { connectLive, disconnectLive } from "./modules/live.js";
import { go, startRouter } from "./modules/router.js";
import { outbox, stored } from "./modules/store.js";
import { toasts } from "./components/toast.js";
import { doorFrame, shell } from "./components/shell.js";
import { problemBox } from "./components/problem.js";

const routes = [
  { path: /^\/$/, screen: "home" },
  { path: /^\/setup$/, screen: "setup", open: true },
  { path: /^\/sign-in$/, screen: "sign-in", open: true },
  { path: /^\/register$/, screen: "register", open: true },
  { path: /^\/welcome$/, screen: "welcome", open: true, always: true },
  { path: /^\/consulta$/, screen: "consulta", anyone: true, daemon: "municipio" },
  { path: /^\/offices$/, screen: "offices", permission: "keep_offices", daemon: "municipio" },
  { path: /^\/offices\/import$/, screen: "office-import", permission: "keep_offices", daemon: "municipio" },
  { path: /^\/inbox(?:\/(?<tab>unanswered|answers))?$/, screen: "inbox", permission: "keep_offices", daemon: "municipio" },
  { path: /^\/config$/, screen: "prompt", permission: "edit_prompts", daemon: "chat" },
  { path: /^\/chat(?:\/(?<id>[\w-]+))?$/, screen: "chat", permission: "converse", daemon: "chat" },
  { path: /^\/companion(?:\/(?<id>[\w-]+))?$/, screen: "companion", permission: "converse", daemon: "analysis" },
  { path: /^\/alerts$/, screen: "alerts", permission: "tend_students", daemon: "analysis" },
  { path: /^\/interventions$/, screen: "interventions", permission: "tend_students", daemon: "analysis" },
  { path: /^\/interventions\/(?<id>[\w-]+)$/, screen: "intervention", permission: "tend_students", daemon: "analysis" },
  { path: /^\/follow-up$/, screen: "follow-up", permission: "tend_students", daemon: "analysis" },
  { path: /^\/reports$/, screen: "reports", permission: "tend_students", daemon: "analysis" },
  { path: /^\/reports\/(?<id>[\w-]+)$/, screen: "report", permission: "tend_students", daemon: "analysis" },
  { path: /^\/library$/, screen: "library", permission: "converse", daemon: "documents" },
  { path: /^\/library\/document\/(?<id>[\w-]+)$/, screen: "document", permission: "converse", daemon: "documents" },
  { path: /^\/library\/(?<id>[\w-]+)$/, screen: "collection", permission: "converse", daemon: "documents" },
  { path: /^\/ask$/, screen: "ask", permission: "converse", daemon: "documents" },
  { path: /^\/jobs$/, screen: "jobs", permission: "converse", daemon: "documents" },
  { path: /^\/support(?:\/(?<tab>rules))?$/, screen: "support", permission: "keep_support", daemon: "analysis" },
  { path: /^\/sheets(?:\/(?<tab>templates|letters))?$/, screen: "sheets", permission: "keep_documents", daemon: "documents" },
  { path: /^\/sheets\/new$/, screen: "sheet-new", permission: "keep_documents", daemon: "documents" },
  { path: /^\/sheets\/templates\/(?<id>[\w-]+)$/, screen: "template", permission: "keep_documents", daemon: "documents" },
  { path: /^\/sheets\/letters\/new$/, screen: "letters-new", permission: "keep_documents", daemon: "documents" },
  { path: /^\/sheets\/letters\/(?<id>[\w-]+)$/, screen: "letters", permission: "keep_documents", daemon: "documents" },
  { path: /^\/sheets\/(?<id>[\w-]+)$/, screen: "sheet", permission: "keep_documents", daemon: "documents" },
  { path: /^\/history$/, screen: "history", permission: "converse", daemon: "chat" },
  { path: /^\/status$/, screen: "status" },
  { path: /^\/models$/, screen: "models", permission: "administer_endpoints", daemon: "inference-router" },
  { path: /^\/people$/, screen: "people", permission: "administer_users" },
  { path: /^\/people\/import$/, screen: "import", permission: "administer_users" },
  { path: /^\/people\/(?<id>[\w-]+)$/, screen: "person", permission: "administer_users" },
  { path: /^\/groups$/, screen: "groups", permission: "tutor_groups" },
  { path: /^\/groups\/(?<id>[\w-]+)$/, screen: "group", permission: "tutor_groups" },
  { path: /^\/groups\/(?<id>[\w-]+)\/consents$/, screen: "group-consents", permission: "tutor_groups" },
  { path: /^\/audit$/, screen: "audit", permission: "read_audit" },
  { path: /^\/account$/, screen: "account" },
  { path: /^\/my-data$/, screen: "my-data" },
];

const routeOf = ({ pathname }) => routes.find(({ path }) => path.test(pathname));

const root = document.getElementById("app");
let frame = null;
let current = null;

async function show(url) {
  const route = routeOf(url);
  const door = redirect(route, url);
  if (door) return go(door, { replace: true });
  const place = { url, params: url.pathname.match(route?.path ?? /$/).groups ?? {}, query: url.searchParams };
  const name = screenName(route);
  if (current?.name === name && current.screen?.update) return settle(current.screen, current.screen.update(place));
  const coming = { name, url: url.href };
  const leaving = current;
  current = coming;
  try {
    const module = await import(`./screens/${name}.js`);
    const { styles = [], texts = [] } = module;
    await Promise.all([...styles.map((sheet) => stylesheet(`/styles/${sheet}.css`)), ...texts.map(useTexts)]);
    if (current !== coming) return;
    leaving?.screen?.leave?.();
    coming.screen = module.default(place);
  } catch (problem) {
    if (current !== coming) return;
    coming.screen = broken(problem);
  }
  // Without an account there is nowhere else to go.
  useFrame(route?.open || !session.user).show(coming.screen.element, url.pathname);
  settle(coming.screen);
}

/** The doors for who isn't in, and the place one came for after that; an invitation explains itself to who is in. */
function redirect(route, url) {
  if (session.site.setup_needed && route?.screen !== "setup") return "/setup";
  if (!session.user && !route?.open && !route?.anyone) return `/sign-in?return=${encodeURIComponent(url.pathname + url.search)}`;
  if (session.user && route?.open && !route.always && !session.site.setup_needed) return safeReturn(url);
  return null;
}

function safeReturn(url) {
  const target = url.searchParams.get("return") ?? "/";
  return /^\/(?![/\\])/.test(target) && !/^\/(sign-in|setup|register|welcome)/.test(target) ? target : "/";
}

function screenName(route) {
  if (!route || !installed(route.daemon)) return "not-found";
  return can(route.permission) ? route.screen : "forbidden";
}

/** The title of the page, and where the focus starts. */
function settle(screen) {
  document.title = screen.title ? `${screen.title} · ${session.site.institution}` : session.site.institution;
  const target = screen.focus?.() ?? screen.element.querySelector("h1");
  if (target && !document.querySelector("dialog[open]")) {
    if (target.tagName === "H1") target.tabIndex = -1;
    target.focus({ preventScroll: true });
  }
}

function broken(problem) {
  const trouble = { message: t("broken.text"), code: "screen", requestID: problem.requestID };
  const element = h("div.page.narrow", null,
    h("h1", null, t("broken.title")),
    problemBox(trouble, { onretry: () => location.reload() }));
  return { element, title: t("broken.title") };
}

function useFrame(open) {
  const wanted = open ? "door" : "shell";
  if (frame?.name !== wanted) {
    frame?.leave?.();
    const actions = { onlanguage: changeLanguage, onsignout: leave };
    frame = { name: wanted, ...(open ? doorFrame(actions) : shell(actions)) };
    replace(root, frame.element, toasts, announcer);
    if (open) disconnectLive();
    else connectLive();
  }
  return frame;
}

async function changeLanguage(code) {
  await chooseLanguage(code);
  // For the next browser; this one knows.
  if (session.user) api.patch("/auth/me", { language: code }, { quiet: true }).catch(() => {});
  await restart();
}

/** Everything again, in another language or for another person. */
async function restart() {
  current?.screen?.leave?.();
  current = null;
  frame?.leave?.();
  frame = null;
  await show(new URL(location.href));
}

async function leave() {
  const { forgetConversations } = await import("./modules/conversations.js");
  await signOut();
  forgetConversations();
  toasts.replaceChildren();
  await go("/sign-in", { replace: true });
}

async function start() {
  await useLanguage(chosenLanguage() ?? "es");
  onSessionExpired(async () => {
    if (!session.user) return false;
    const { askToSignIn } = await import("./components/sign-in.js");
    return askToSignIn();
  });
  try {
    // Where nobody has signed in, a citizen isn't looked for: their page comes two requests sooner.
    const isCitizen = routeOf(location)?.anyone && !stored("person");
    await Promise.all([loadSite(), isCitizen ? null : loadUser()]);
  } catch (problem) {
    const trouble = problemBox(problem, { onretry: () => location.reload() });
    replace(root, h("main.door", null, h("h1", null, t("away.title")), trouble));
    document.title = t("away.title");
    return;
  }
  if (!chosenLanguage()) await useLanguage(session.user?.language ?? session.site.language);
  startRouter(show);
  await show(new URL(location.href));
  addEventListener("online", sendWaiting);
  sendWaiting();
}

/** What was written without a connection goes out as soon as there is one. */
async function sendWaiting() {
  if (!session.user || !navigator.onLine || !outbox.all().length) return;
  (await import("./modules/conversations.js")).sendWaiting();
}

start();
