import { usualLabelValues } from './usual-labels.js';

/** Labels of metrics that are known from queries alone: example values that fit what variables select. */

/** A variable of a dashboard with the values of a label. */
interface LabelVariable {
  readonly name: string;
  readonly label: string;
  /** Grafana's regular expression of the variable: values that it does not match cannot be chosen. */
  readonly regex: string | undefined;
}

const labelValues = /^\s*label_values\((?:.+,)?\s*(\w+)\s*\)\s*$/s;
const matcher = /(\w+)\s*=~?\s*"((?:[^"\\]|\\.)*)"/g;
const reference = /\$\{(\w+)[^}]*\}|\$(\w+)|\[\[(\w+)[^\]]*\]\]/g;

/** The variables of a dashboard that have the values of a label. */
function labelVariables(dashboard: Readonly<Record<string, unknown>>): LabelVariable[] {
  const { list = [] } = (dashboard.templating ?? {}) as {
    readonly list?: readonly Record<string, unknown>[];
  };
  return list.flatMap(({ name, type, query, definition, regex }): LabelVariable[] => {
    const text =
      typeof query === 'object' && query !== null && 'query' in query ? query.query : query || definition;
    const label = type === 'query' && typeof text === 'string' ? labelValues.exec(text)?.[1] : undefined;
    if (typeof name !== 'string' || label === undefined) return [];
    return [{ name, label, regex: typeof regex === 'string' && regex !== '' ? regex : undefined }];
  });
}

/**
 * Labels that have the same values: a query that selects `nodename` by a variable with the values of `node` finds nothing
 * where the two differ. Each with values that the variables let through.
 *
 * @param usual Values of a label; undefined where none are known
 */
export function sharedValues(
  dashboards: readonly {
    readonly json: Readonly<Record<string, unknown>>;
    readonly expressions: readonly string[];
  }[],
  usual: (label: string) => readonly string[] | undefined,
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, Set<string>>();
  const regexes = new Map<string, string[]>();
  const unite = (one: string, other: string): void => {
    const all = new Set([...(groups.get(one) ?? [one]), ...(groups.get(other) ?? [other])]);
    for (const label of all) groups.set(label, all);
  };
  for (const { json, expressions } of dashboards) {
    const variables = new Map(labelVariables(json).map((variable) => [variable.name, variable]));
    for (const { label, regex } of variables.values()) {
      if (regex !== undefined) regexes.set(label, [...(regexes.get(label) ?? []), regex]);
      unite(label, label);
    }
    for (const [, label = '', value = ''] of expressions.flatMap((text) => [...text.matchAll(matcher)])) {
      const named = [...value.matchAll(reference)].map(
        ([, braced, plain, old]) => braced ?? plain ?? old ?? '',
      );
      const variable = named.length === 1 ? variables.get(named[0] ?? '') : undefined;
      if (variable) unite(label, variable.label);
    }
  }
  const values = new Map<string, readonly string[]>();
  for (const [label, group] of groups) {
    const known = [...group].flatMap((one) => usual(one) ?? []);
    const rules = [...group].flatMap((one) => regexes.get(one) ?? []);
    if (group.size === 1 && rules.length === 0) continue;
    const all = known.length > 0 ? [...new Set(known)] : usualLabelValues([...group][0] ?? '');
    values.set(label, [...new Set(all.map((value) => rules.reduce(matching, value)))]);
  }
  return values;
}

/** A value that a regular expression of a variable matches, made from one that it may not; the same where none is found. */
function matching(value: string, regex: string): string {
  const [, body = regex, flags = ''] = /^\/(.*)\/([gimsuy]*)$/s.exec(regex) ?? [];
  try {
    const expression = new RegExp(body, flags.replace(/[gy]/g, ''));
    if (expression.test(value)) return value;
    // Its own letters, with nothing, or else the value, where it takes anything.
    const plain = body.replace(/^\^|\$$/g, '').replace(/\((?:\?(?::|<\w+>))?|\)/g, '');
    const made = ['', value].map((any) =>
      plain.replace(/(?:\.|\[[^\]]*\]|\\[wSD])[*+]\??/g, any).replace(/\\(\W)/g, '$1'),
    );
    return made.find((one) => one !== '' && expression.test(one)) ?? value;
  } catch {
    return value;
  }
}
