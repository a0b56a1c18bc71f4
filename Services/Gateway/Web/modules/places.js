// Where one can go: the rail, the phone's bar and the go-to dialog are made from this table.
import { can, installed } from "./session.js";

const all = [
  { path: "/", key: "home", icon: "home" },
  { path: "/chat", key: "chat", icon: "chat", daemon: "chat", permission: "converse" },
  { path: "/history", key: "history", icon: "history", daemon: "chat", permission: "converse" },
  { path: "/status", key: "status", icon: "status", permission: "observe", administration: true },
  {
    path: "/models", key: "models", icon: "models", daemon: "inference-router",
    permission: "administer_endpoints", administration: true,
  },
  { path: "/people", key: "people", icon: "people", permission: "administer_users", administration: true },
];

/** The places this person can use in this institution. */
export function places() {
  return all.filter(({ daemon, permission }) => installed(daemon) && can(permission));
}

export function isAt(place, path) {
  return place.path === "/" ? path === "/" : path === place.path || path.startsWith(`${place.path}/`);
}
