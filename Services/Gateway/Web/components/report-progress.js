// A report that isn't there yet, or couldn't be made.
import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { icon } from "./icon.js";
import { meter } from "./meter.js";

/** `progress` in percent. */
export const reportProgress = ({ progress }) => meter(progress / 100, t("reports.progress", { n: progress }));

export const reportFailure = () => h("div.message.error", { role: "alert" }, icon("alert"), h("p", null, t("reports.failed")));
