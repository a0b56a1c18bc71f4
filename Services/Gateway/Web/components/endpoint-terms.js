// What is agreed on with an endpoint: its name, what may be sent there, what it costs, how much it is given to do.
import { h } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { dataClasses } from "../modules/models.js";
import { choices, field } from "./field.js";

/**
 * The fields, `name` and the `rest` apart, as they stand for `endpoint`. `values({ empty })` is what the server is sent,
 * with `empty` for what stands empty; null, once said beside its field, where something is no figure.
 */
export function endpointTerms({ name, data_classes: classes, price, spend, weight, concurrency }) {
  const number = (label, attributes, options) =>
    field(label, { inputmode: "decimal", autocomplete: "off", ...attributes }, options);
  const called = field(t("add.name"), { name: "name", value: name ?? "", maxlength: 80, autocomplete: "off" });
  const may = choices(t("add.classes"), dataClasses.map((each) => [each, t(`class.${each}`)]), classes ?? [], { hint: t("add.classes.hint") });
  const input = number(t("add.price.input"), { name: "price", value: price?.input_per_million ?? "" });
  const output = number(t("add.price.output"), { name: "output_per_million", value: price?.output_per_million ?? "" });
  const cap = number(t("add.cap"), { name: "monthly_cap", value: spend?.monthly_cap ?? "" }, { hint: t("add.cap.hint") });
  const share = number(t("add.weight"), { name: "limits", value: weight ?? "" }, { hint: t("add.weight.hint") });
  const most = number(t("add.concurrency"), { name: "concurrency", value: concurrency ?? "" }, { hint: t("add.concurrency.hint") });
  return {
    name: called,
    fields: [called, input, output, cap, share, most],
    rest: [
      may,
      h("div.pair", null, input, output),
      cap,
      h("details", null, h("summary", null, t("add.more")), h("div.pair", null, share, most)),
    ],
    values({ empty } = {}) {
      const wrong = [input, output, cap, share, most].filter((each) => Number.isNaN(figureOf(each)));
      wrong.forEach((each) => each.fail(t("add.figure")));
      wrong[0]?.input.focus();
      if (wrong.length) return null;
      const [incoming, outgoing] = [figureOf(input), figureOf(output)];
      const isPriced = incoming !== undefined || outgoing !== undefined;
      return {
        name: called.input.value.trim() || empty,
        data_classes: may.chosen.length ? may.chosen : empty,
        price: isPriced ? { input_per_million: incoming ?? 0, output_per_million: outgoing ?? 0 } : empty,
        monthly_cap: figureOf(cap) ?? empty,
        weight: figureOf(share),
        concurrency: figureOf(most) ?? empty,
      };
    },
  };
}

/** «0,15» and «0.15» are the same; undefined where nothing stands. */
function figureOf({ input }) {
  const text = input.value.trim().replace(",", ".");
  return text ? Number(text) : undefined;
}
