import { DefinitionError } from '../../catalog/index.js';
import type { Aggregation, Engine, Expression } from '../../engine/index.js';
import { type Code, call, data, literal, object } from '../code/code.js';
import { evaluate } from '../code/evaluate.js';
import { identifier } from '../code/names.js';
import type { Note } from '../note.js';
import type { Problem } from '../problems.js';
import { bare } from '../promql/constant.js';
import { type Prepared, prepareExpressions } from '../promql/prepare.js';
import type { Definitions } from '../write/definition.js';
import type { SourceFile } from '../write/files.js';
import { durationCode } from '../write/rules.js';
import type { Signals } from '../write/signals.js';
import { type InputObjective, tierNames } from './model.js';

/** The variable by which a window is left open in what is prepared. */
const marker = '$__rate_interval';

/** An objective with its queries read. */
export interface PreparedObjective {
  readonly objective: InputObjective;
  readonly queries: readonly Prepared[];
}

/** Reads the queries of objectives; invalid PromQL is refused. */
export function prepareObjectives(
  objectives: readonly InputObjective[],
  engine: Engine,
): { readonly prepared: readonly PreparedObjective[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const prepared = objectives.map((objective): PreparedObjective => {
    const { indicator, origin, path } = objective;
    const texts = indicator.kind === 'events' ? [indicator.errors, indicator.total] : [indicator.ratio];
    const queries = prepareExpressions(
      texts.map((text) => text.replaceAll(/\{\{-?\s*\.window\s*-?\}\}/g, marker).trim()),
      engine,
    );
    queries.forEach(({ ast, mistake }, index) => {
      if (!ast)
        problems.push(
          origin.problem(
            path,
            `has a query that is not valid PromQL: ${mistake?.message ?? 'a template'}: ${texts[index]}`,
          ),
        );
    });
    return { objective, queries };
  });
  const seen = new Map<string, InputObjective>();
  for (const objective of objectives) {
    const id = `${objective.service}-${objective.name}`;
    const other = seen.get(id);
    if (other)
      problems.push(
        objective.origin.problem(objective.path, `the objective ${id} is also in ${other.origin.file}`),
      );
    seen.set(id, objective);
  }
  return { prepared, problems };
}

/** What became of objectives. */
export interface WrittenObjectives {
  readonly runbooks: readonly SourceFile[];
  readonly problems: readonly Problem[];
  readonly notes: readonly Note[];
}

/** Writes objectives in `slos.ts`, each with a runbook that says what the input says of it. */
export function writeObjectives(
  prepared: readonly PreparedObjective[],
  { definitions, signals }: { readonly definitions: Definitions; readonly signals: Signals },
): WrittenObjectives {
  const problems: Problem[] = [];
  const notes: Note[] = [];
  const runbooks: SourceFile[] = [];
  for (const { objective, queries } of prepared) {
    const { service, name, title, description, period, origin, path } = objective;
    const id = `${service}-${name}`;
    const { severity, ...labels } = objective.labels;
    const code = call(
      'slo',
      object(
        {
          service: literal(service),
          name: literal(name),
          title: title === undefined ? undefined : literal(title),
          description: description === undefined || description === '' ? undefined : literal(description),
          objective: literal(objective.objective),
          period: period === '30d' ? undefined : literal(period),
          sli: indicatorCode(queries, definitions, signals),
          alerts: alertsCode(objective, severity),
          labels: Object.keys(labels).length > 0 ? data(labels) : undefined,
          runbook: call('runbook', literal(id)),
        },
        { tall: true },
      ),
    );
    try {
      const constant = definitions.unique(identifier(id, 'objective'));
      definitions.add({ name: constant, file: 'slos', code });
    } catch (error) {
      if (!(error instanceof DefinitionError)) throw error;
      const { message, expected } = error;
      problems.push(origin.problem(path, `${message}${expected ? `; expected ${expected}` : ''}`));
      continue;
    }
    runbooks.push({ path: `runbooks/${id}.md`, text: runbookText(objective) });
  }
  return { runbooks, problems, notes };
}

/** Counters by themselves where the queries are rates of two; otherwise expressions. */
function indicatorCode(queries: readonly Prepared[], definitions: Definitions, signals: Signals): Code {
  const [first, second] = queries as readonly [Prepared, Prepared | undefined];
  if (!second) return sli('errorRatio', expressionCode(first, signals));
  const [errors, total] = [
    counterCode(first, definitions, signals),
    counterCode(second, definitions, signals),
  ];
  if (errors && total) return sli('events', object({ errors, total }));
  return sli(
    'ratio',
    object({ errors: expressionCode(first, signals), total: expressionCode(second, signals) }),
  );
}

function sli(kind: string, of: Code): Code {
  return call({ kind: 'member', of: { kind: 'name', name: 'sli' }, key: kind }, of);
}

function expressionCode(prepared: Prepared, signals: Signals): Code {
  const { code } = signals.expression(prepared);
  return code.kind === 'template' ? { ...code, open: marker } : code;
}

/** The counter of `sum(rate(counter[window]))`. */
function counterCode({ ast, auto }: Prepared, definitions: Definitions, signals: Signals): Code | undefined {
  const selector = ast && auto !== undefined ? summedRate(ast, auto) : undefined;
  if (!selector) return undefined;
  const [prepared] = prepareExpressions([selector], signals.reader);
  const written = prepared && signals.expression(prepared);
  if (!written?.typed || !written.isSeries) return undefined;
  const { kind } = evaluate(written.code, definitions.scope) as { readonly kind?: string };
  return kind === 'counter' || kind === 'bucket' ? written.code : undefined;
}

function summedRate(given: Expression, auto: number): string | undefined {
  const sum = bare(given);
  if (sum.kind !== 'aggregation' || sum.op !== 'sum' || !isWhole(sum)) return undefined;
  const rate = bare(sum.expr);
  if (rate.kind !== 'call' || rate.func !== 'rate') return undefined;
  const [range] = rate.args;
  if (range?.kind !== 'matrix' || range.rangeMs !== auto) return undefined;
  const { name, matchers, offsetMs, at } = range.selector;
  if (name === '' || offsetMs !== 0 || at !== undefined) return undefined;
  const own = matchers.filter(({ name: label }) => label !== '__name__');
  return `${name}{${own.map(({ name: label, op, value }) => `${label}${op}${JSON.stringify(value)}`).join(',')}}`;
}

function isWhole({ grouping, without }: Aggregation): boolean {
  return grouping.length === 0 && !without;
}

/** All four alerts, each as the input has it. */
function alertsCode({ tiers }: InputObjective, usual: string | undefined): Code {
  const entries = tierNames.map((name): [string, Code] => {
    const tier = tiers[name];
    if (!tier) return [name, literal(false)];
    const { summary, description, ...annotations } = tier.annotations;
    const severity = tier.severity ?? usual;
    return [
      name,
      object({
        factor: tier.factor === undefined ? undefined : literal(tier.factor),
        for: tier.for === '0s' ? literal('0s') : durationCode(tier.for),
        severity: severity === undefined || severity === '' ? undefined : literal(severity),
        labels: Object.keys(tier.labels).length > 0 ? data(tier.labels) : undefined,
        summary: summary === undefined ? undefined : literal(summary),
        description: description === undefined ? undefined : literal(description),
        annotations: Object.keys(annotations).length > 0 ? data(annotations) : undefined,
      }),
    ];
  });
  return { kind: 'object', entries, tall: true };
}

/** Markdown of a text of the input: unchanged, on one line. */
function runbookText({ service, name, title, description, tiers }: InputObjective): string {
  const line = (text: string) =>
    text
      .replaceAll(/\s+/g, ' ')
      .trim()
      .replaceAll(/[\\`*_{}[\]<>#|]/g, '\\$&');
  const links = new Set(
    Object.values(tiers).flatMap(({ annotations }) =>
      Object.entries(annotations).flatMap(([key, text]) =>
        /^(runbook|runbook_url)$/.test(key) ? [text] : [],
      ),
    ),
  );
  const parts = [
    `# ${line(title ?? `${service}: ${name}`)}`,
    ...(description === undefined || description.trim() === '' ? [] : [line(description)]),
    `The error budget of the objective ${line(name)} of ${line(service)} burns too fast: find out what changed.`,
    ...[...links].map((link) => `See ${line(link)}.`),
  ];
  return `${parts.join('\n\n')}\n`;
}
