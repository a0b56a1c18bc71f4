// Days of the calendar, as `2026-11-21`.
import { dayOf } from "./i18n.js";

/** So many days from today, by this machine's calendar. */
export function dayFromNow(days = 0) {
  const time = new Date(Date.now() + days * 86_400_000);
  return new Date(time - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** In words, and the same day in whatever zone it is read: «21 nov 2026». */
export const dayName = (day) => dayOf(`${day.slice(0, 10)}T12:00`);

/** Of a time, in UTC, as reports count them. */
export const utcDay = (time) => new Date(time).toISOString().slice(0, 10);
