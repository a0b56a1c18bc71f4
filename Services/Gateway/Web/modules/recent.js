// The figures of the last minutes, as this tab has seen them: the router tells only how it stands now.
import { nameOf } from "./models.js";

const minute = 60_000;
const spans = [1, 2, 5, 10].map((length) => length * minute);
/** After so long without a look, what happened in between is unknown: a line must not cross it. */
const gap = 15_000;

const figures = {
  latency: ({ latency_ms: latency }) => latency?.p50,
  speed: ({ tokens_per_second: speed }) => speed,
  running: ({ in_flight: running }) => running,
};
let looks = [];

export function note(endpoints, time = Date.now()) {
  looks = [...looks.filter((look) => look.time > time - spans.at(-1)), { time, endpoints }];
}

/** The least of a few lengths of time that holds what has been seen. */
export function span() {
  const seen = looks.length ? looks.at(-1).time - looks[0].time : 0;
  return spans.find((length) => length >= seen) ?? spans.at(-1);
}

/** `[{ id, name, points: [{ time, value }] }]` of one of `figures`; a value is null where it isn't known. */
export function recent(figure) {
  const series = new Map((looks.at(-1)?.endpoints ?? []).map((each) => [each.id, { id: each.id, name: nameOf(each), points: [] }]));
  let last = null;
  for (const { time, endpoints } of looks) {
    const away = last !== null && time - last > gap;
    for (const { id, points } of series.values()) {
      const endpoint = endpoints.find((each) => each.id === id);
      if (away) points.push({ time: last + 1, value: null });
      points.push({ time, value: (endpoint && figures[figure](endpoint)) ?? null });
    }
    last = time;
  }
  return [...series.values()];
}
