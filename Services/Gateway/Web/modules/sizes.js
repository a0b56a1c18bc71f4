import { figure } from "./i18n.js";

/** «340 KB», «2,4 MB»: of a file. */
export function bytes(count) {
  const units = [["GB", 1e9], ["MB", 1e6], ["KB", 1e3]];
  const [unit, size] = units.find(([, least]) => count >= least) ?? ["B", 1];
  return `${figure(count / size)} ${unit}`;
}
