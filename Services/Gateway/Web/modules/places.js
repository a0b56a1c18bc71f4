// Where one can go: the rail, the phone's bar, the personal menu and the go-to dialog are made from this table.
import { can, installed } from "./session.js";

const all = [
  { path: "/", key: "home", icon: "home" },
  { path: "/chat", key: "chat", icon: "chat", daemon: "chat", permission: "converse" },
  {
    path: "/companion", key: "companion", icon: "talk", daemon: "analysis",
    permission: "converse", unless: "tend_students",
  },
  { path: "/alerts", also: "/interventions", key: "alerts", icon: "flag", daemon: "analysis", permission: "tend_students" },
  { path: "/follow-up", key: "follow-up", icon: "chart", daemon: "analysis", permission: "tend_students" },
  { path: "/reports", key: "reports", icon: "audit", daemon: "analysis", permission: "tend_students" },
  { path: "/library", key: "library", icon: "library", daemon: "documents", permission: "keep_documents" },
  { path: "/ask", key: "ask", icon: "ask", daemon: "documents", permission: "converse" },
  { path: "/sheets", key: "sheets", icon: "sheet", daemon: "documents", permission: "keep_documents" },
  { path: "/jobs", key: "jobs", icon: "jobs", daemon: "documents", permission: "keep_documents" },
  { path: "/history", key: "history", icon: "history", daemon: "chat", permission: "converse" },
  { path: "/inbox", key: "inbox", icon: "inbox", daemon: "municipio", permission: "keep_offices" },
  { path: "/offices", key: "offices", icon: "office", daemon: "municipio", permission: "keep_offices" },
  {
    path: "/groups", key: "groups", icon: "people",
    permission: "tutor_groups", unless: "administer_users",
  },
  { path: "/consulta", key: "consulta", icon: "map", daemon: "municipio" },
  { path: "/status", key: "status", icon: "status", permission: "observe", administration: true },
  {
    path: "/models", key: "models", icon: "models", daemon: "inference-router",
    permission: "administer_endpoints", administration: true,
  },
  {
    path: "/people", also: "/groups", key: "people", icon: "people",
    permission: "administer_users", administration: true,
  },
  { path: "/config", key: "prompt", icon: "pencil", daemon: "chat", permission: "edit_prompts", administration: true },
  { path: "/support", key: "support", icon: "heart", daemon: "analysis", permission: "keep_support", administration: true },
  { path: "/audit", key: "audit", icon: "audit", permission: "read_audit", administration: true },
  { path: "/account", key: "account", icon: "person", personal: true },
  { path: "/my-data", key: "my-data", icon: "card", personal: true },
];

/** The places this person can use in this institution. */
export function places() {
  return all.filter(({ daemon, permission, unless }) => installed(daemon) && can(permission) && !(unless && can(unless)));
}

export function isAt({ path: own, also }, path) {
  return own === "/" ? path === "/" : [own, also].some((each) => each && (path === each || path.startsWith(`${each}/`)));
}
