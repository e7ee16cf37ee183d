import { dirname, resolve, sep } from 'node:path';
import type { Finding } from '../../check/index.js';
import { filesUnder, finding, pathIn, script, textOf, type UnreadOptions, withoutEnding } from './files.js';

const definition =
  /^export const (\w+)(?:\s*:[^=\n]+)? = (alert|record|dashboard|slo|lokiAlert|lokiRecord|panel\.\w+)\(/gm;
const kindOf: Readonly<Record<string, string>> = {
  record: 'recording rule',
  slo: 'objective',
  lokiAlert: 'alert on logs',
  lokiRecord: 'recording rule on logs',
};

/** Exported alerts, rules, dashboards and panels of the files that were read, whose names nothing else mentions. */
export function unusedDefinitions(folder: string, { definitions, read }: UnreadOptions): Finding[] {
  const own = [...read].filter((file) => file.startsWith(folder + sep) && script.test(file));
  const texts = new Map(own.map((file) => [file, textOf(file)]));
  const candidates = own.flatMap((file) =>
    [...(texts.get(file) ?? '').matchAll(definition)].map(({ 1: name = '', 2: made = '', index }) => ({
      file,
      name,
      made,
      index,
    })),
  );
  if (candidates.length === 0) return [];
  const all = filesUnder(definitions).files.filter((file) => script.test(file));
  const mentioned = new Map<string, number>();
  const whole = new Set<string>();
  for (const file of all) {
    const text = texts.get(file) ?? textOf(file);
    for (const [word] of text.matchAll(/[\w$]+/g)) mentioned.set(word, (mentioned.get(word) ?? 0) + 1);
    for (const [, path = ''] of text.matchAll(/\*(?:\s*as\s+\w+)?\s*from\s*['"](\.[^'"]*)['"]/g))
      whole.add(withoutEnding(resolve(dirname(file), path)));
  }
  return candidates
    .filter(({ file, name }) => mentioned.get(name) === 1 && !whole.has(withoutEnding(file)))
    .map(({ file, name, made, index }) => {
      const path = pathIn(definitions, file);
      const what = kindOf[made] ?? (made.startsWith('panel.') ? 'panel' : made);
      const line = (texts.get(file) ?? '').slice(0, index).split('\n').length;
      return {
        ...finding(path, 'warning', `the ${what} ${name} is in no bundle, so it is not built`, {
          expected: `${name} in bundle.ts or in something that bundle.ts uses; otherwise remove the definition`,
        }),
        place: { order: line, file: path, line },
      };
    });
}
