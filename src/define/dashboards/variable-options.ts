import { isList } from '../../plain.js';
/**
 * The lists of options in which Grafana keeps variables: one text for all options.
 *
 * A custom variable's is split at each comma without a backslash before it; `label : value` gives an option a label, by
 * the last colon with white space around it; white space around labels and values is dropped
 * (`CustomVariable.transformCsvStringToOptions` of @grafana/scenes, and the reducer of custom variables before it). An
 * interval variable's is a list of words, and of texts in quotes (`getIntervalsFromQueryString`).
 */

/** One choice of a custom variable. */
export interface VariableOption {
  readonly label: string;
  readonly value: string;
}

/** Values, or values by their labels. */
export type OptionValues = readonly string[] | Readonly<Record<string, string>>;

/** The list of options as a custom variable's `query`. */
export function optionList(values: OptionValues): string {
  const last = '\\';
  return writtenOptions(values)
    .map(({ text }, index, all) =>
      // White space separates a backslash from the comma after it.
      text.endsWith(last) && index < all.length - 1 ? `${text} ` : text,
    )
    .join(',');
}

/** The options that Grafana would parse differently, by their index or label. */
export function misreadOptions(
  values: OptionValues,
): { readonly key: string; readonly option: VariableOption; readonly read: VariableOption }[] {
  return writtenOptions(values).flatMap(({ key, option, text }) => {
    const read = optionIn(text.replaceAll('\\,', ','));
    return read.label === option.label && read.value === option.value && read.value !== ''
      ? []
      : [{ key, option, read }];
  });
}

/** The list of values as the `query` of an interval variable. */
export function intervalList(values: readonly string[]): string {
  return values.map((value) => (/^\w+$/.test(value) ? value : `"${value}"`)).join(',');
}

function writtenOptions(values: OptionValues) {
  if (isList(values)) {
    return values.map((value, index) => {
      return { key: `[${index}]`, option: { label: value, value }, text: escaped(value) };
    });
  }
  return Object.entries(values).map(([label, value]) => {
    return { key: label, option: { label, value }, text: `${escaped(label)} : ${escaped(value)}` };
  });
}

function escaped(text: string): string {
  return text.replaceAll(',', '\\,');
}

function optionIn(text: string): VariableOption {
  const [, label = text, value = text] = /^\s*(.+)\s:\s(.+)$/.exec(text) ?? [];
  return { label: label.trim(), value: value.trim() };
}
