import type { Engine } from '../../engine/index.js';
import { toYaml } from '../../output/serialise.js';
import type { InputGroup, InputRule } from '../model.js';
import type { Problem } from '../problems.js';
import type { Origin, Path } from './origin.js';
import { isPlain, listOf, type Plain, plain } from './plain.js';

/** Where rules come from. */
export interface RuleSource {
  readonly file: string;
  /** Path of the groups in the document. */
  readonly at: string;
  /** The file, where it is a rule file and nothing else: then messages name lines. */
  readonly text?: string | undefined;
  /** Where the document with the groups comes from, and the way to them. */
  readonly origin?: Origin | undefined;
  readonly path?: Path | undefined;
}

/**
 * The groups of a rule file or a PrometheusRule. Rules on metrics are held to what Prometheus' own loader says of them.
 */
export function readRules(
  groups: readonly unknown[],
  source: RuleSource,
  engine: Engine,
): { groups: InputGroup[]; problems: Problem[] } {
  const { file, at, origin, path: start = [] } = source;
  const problems: Problem[] = [];
  const language = isLogql(groups, engine) ? 'logql' : 'promql';
  if (language === 'promql') {
    const text = source.text ?? toYaml({ groups });
    for (const { message, line } of engine.checkRules(text, { features: 'all', ignoreUnknownFields: true })) {
      problems.push({
        file,
        line: source.text === undefined ? undefined : line,
        at: source.text === undefined ? at : undefined,
        // The line is said before it, and of an object in a list the text is not the file's.
        message: message.replace(/^\d+:\d+: /, ''),
      });
    }
  }
  const read = groups.flatMap((group, index): InputGroup[] => {
    const path = `${at}[${index}]`;
    const own = [...start, index];
    if (!isPlain(group)) {
      problems.push({ file, at: path, message: 'is not a rule group: expected name and rules' });
      return [];
    }
    const { name, interval, limit, query_offset, labels, rules, ...others } = group;
    if (typeof name !== 'string' || name === '') {
      problems.push({ file, at: path, message: 'has no name' });
      return [];
    }
    return [
      {
        file,
        at: path,
        name,
        language,
        interval: durationOf(interval),
        limit: typeof limit === 'number' && limit > 0 ? limit : undefined,
        queryOffset: durationOf(query_offset),
        labels: texts(labels),
        others,
        comment: origin?.comment(own, 'rules'),
        rules: listOf(rules).flatMap((rule, number) =>
          readRule(plain(rule), `${path}.rules[${number}]`, origin?.comment([...own, 'rules', number])),
        ),
      },
    ];
  });
  const seen = new Set<string>();
  for (const { name, at: place } of read) {
    if (seen.has(name)) problems.push({ file, at: place, message: `the group ${name} is in the file twice` });
    seen.add(name);
  }
  return { groups: read, problems: unique(problems) };
}

function readRule(rule: Plain, at: string, comment: string | undefined): InputRule[] {
  const { record, alert, expr, for: pending, keep_firing_for, labels, annotations, ...others } = rule;
  return [
    {
      record: typeof record === 'string' && record !== '' ? record : undefined,
      alert: typeof alert === 'string' && alert !== '' ? alert : undefined,
      expr: String(expr ?? ''),
      for: durationOf(pending),
      keepFiringFor: durationOf(keep_firing_for),
      labels: texts(labels),
      annotations: texts(annotations),
      others,
      at,
      comment,
    },
  ];
}

/** A number is a duration only as 0. */
function durationOf(value: unknown): string | undefined {
  return value === undefined || value === null || value === '' ? undefined : String(value);
}

function texts(value: unknown): Readonly<Record<string, string>> {
  const result: Record<string, string> = {};
  for (const [key, text] of Object.entries(plain(value))) result[key] = text === null ? '' : String(text);
  return result;
}

/** What follows a selector of streams, and nothing in PromQL: a filter of lines, or a stage. */
const pipeline = /\}\s*(\|[=~>]|!=\s*["`]|!~\s*["`]|\|\s*\w)/;

/**
 * Whether the rules are on log lines: one of them is LogQL, and no PromQL; or all of them select streams, which have no
 * name, as no file of rules on metrics does.
 */
function isLogql(groups: readonly unknown[], engine: Engine): boolean {
  const expressions = groups.flatMap((group) =>
    listOf(plain(group).rules).flatMap((rule) => {
      const { expr } = plain(rule);
      return typeof expr === 'string' ? [expr] : [];
    }),
  );
  if (expressions.length > 0 && expressions.every(selectsStreams)) return true;
  return engine.parse(expressions.filter((expr) => pipeline.test(expr))).some(({ ok }) => !ok);
}

/** Whether every selector is without a name. */
function selectsStreams(expr: string): boolean {
  const bare = expr.replaceAll(/"(?:[^"\\]|\\.)*"|`[^`]*`/g, '""');
  return /\{/.test(bare) && !/[\w:]\s*\{/.test(bare) && !/__name__/.test(bare);
}

function unique(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter((problem) => {
    const key = JSON.stringify(problem);
    return !seen.has(key) && seen.add(key);
  });
}
