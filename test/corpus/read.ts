import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadAll } from 'js-yaml';

/**
 * Public rule files, stored next to the checkout: test data that is not part of the repository. If
 * `RULE_CORPUS` names the folder, as in .ci/run, it must exist.
 */
const named = process.env.RULE_CORPUS;
const folder = named ?? fileURLToPath(new URL('../../../shared/corpus/rules', import.meta.url));

/** A rule as in Prometheus' rule files. */
export interface CorpusRule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly for?: string;
  readonly keep_firing_for?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}
export interface CorpusFile {
  readonly name: string;
  readonly groups: readonly CorpusGroup[];
}
/** A group with its rules, and all other fields unchanged. */
export interface CorpusGroup {
  readonly name: string;
  readonly rules: readonly CorpusRule[];
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What is known about the corpus before it is read. */
export const corpus = { folder, there: existsSync(folder), required: named !== undefined } as const;

/**
 * All rule files of the corpus: plain ones and PrometheusRule objects, except intentionally invalid ones
 * such as test data of a loader.
 */
export function corpusFiles(): CorpusFile[] {
  return readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .flatMap((name) => {
      const groups = groupsIn(readFileSync(join(folder, name), 'utf8'));
      return groups.length === 0 ? [] : [{ name, groups }];
    });
}

function groupsIn(text: string): CorpusFile['groups'] {
  return (loadAll(text) as readonly unknown[]).flatMap((document) => {
    const holder = record(record(document).spec ?? document);
    const groups = Array.isArray(holder.groups) ? (holder.groups as readonly unknown[]) : [];
    return groups.flatMap((group) => {
      const { name, rules, ...fields } = record(group);
      if (!Array.isArray(rules)) return [];
      return [{ name: String(name), rules: rules.filter(isRule), fields }];
    });
  });
}

function isRule(value: unknown): value is CorpusRule {
  const { expr, alert, record: name } = record(value);
  return (typeof expr === 'string' || typeof expr === 'number') && (alert ?? name) !== undefined;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
