import { basename, dirname, resolve, sep } from 'node:path';
import type { Finding } from '../../check/index.js';
import {
  codeOf,
  filesUnder,
  finding,
  pathIn,
  script,
  type UnreadOptions,
  withoutEnding,
  withoutIndex,
} from './files.js';

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
  const texts = new Map(own.map((file) => [file, codeOf(file)]));
  const candidates = own.flatMap((file) =>
    [...(texts.get(file) ?? '').matchAll(definition)].map(({ 1: name = '', 2: made = '', index }) => ({
      file,
      name,
      made,
      index,
    })),
  );
  // Nearly all are mentioned again in their own bundle: the other files are read only where one is not.
  const alone = onlyOnce(candidates, [...texts.values()]);
  if (alone.length === 0) return [];
  const others = filesUnder(definitions).files.filter((file) => script.test(file) && !texts.has(file));
  const otherTexts = new Map(others.map((file) => [file, codeOf(file)]));
  const whole = new Set([...texts, ...otherTexts].flatMap(([file, text]) => importedWhole(file, text)));
  return onlyOnce(alone, [...texts.values(), ...otherTexts.values()])
    .filter(({ file }) => !isAmong(file, whole))
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

/** Those whose names the texts mention once, where they are defined. */
function onlyOnce<Candidate extends { readonly name: string }>(
  candidates: readonly Candidate[],
  texts: readonly string[],
): Candidate[] {
  const mentioned = new Map(candidates.map(({ name }) => [name, 0]));
  for (const text of texts) {
    for (const word of text.match(/[\w$]+/g) ?? []) {
      const times = mentioned.get(word);
      if (times !== undefined) mentioned.set(word, times + 1);
    }
  }
  return candidates.filter(({ name }) => mentioned.get(name) === 1);
}

/**
 * Files of which a text imports or exports all that they have, without their endings: absolute paths, or only the last
 * part where the path is an alias.
 */
function importedWhole(file: string, text: string): string[] {
  return [
    ...text.matchAll(/(?:\*(?:\s*as\s+\w+)?\s*from|\b(?:require|import)\s*\()\s*['"]([^'"]*)['"]/g),
  ].map(([, path = '']) =>
    path.startsWith('.')
      ? withoutEnding(resolve(dirname(file), path))
      : basename(withoutEnding(path)).replace(/^#/, ''),
  );
}

/** Whether a file, or the folder whose index it is, is among those. */
function isAmong(file: string, whole: ReadonlySet<string>): boolean {
  const path = withoutEnding(file);
  return [path, withoutIndex(path)].some((one) => whole.has(one) || whole.has(basename(one)));
}
