import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import {
  type Backtest,
  type Firing,
  incidentAsScenario,
  incidentFile,
  incidentOf,
  incidentScenario,
} from '../../backtest/index.js';
import { exampleValues } from '../../catalog/index.js';
import { withoutPart } from '../../catalog/names.js';
import { exportedNames, readSource } from '../../edit/index.js';
import type { Engine, RuleGroup } from '../../engine/index.js';
import { type LoadedDefinitions, UsageError } from '../../load/index.js';
import { failureText, runScenarios } from '../../prove/index.js';
import { type ResolvedAlert, type ResolvedBundle, resolveBundle } from '../../resolve/index.js';

export interface CutOptions {
  readonly definitions: string;
  /** File to write; it must not exist. */
  readonly file: string;
  /** Position of the firing in the report, from 1; undefined where there is only one. */
  readonly firing: number | undefined;
  readonly intervalMs: number;
}

/**
 * Writes a firing as a scenario that passes.
 *
 * @returns what was written, for the terminal
 * @throws UsageError where there is no such firing, where the file exists, and where the firing cannot be cut out
 */
export function writeIncident(
  engine: Engine,
  { bundles, locate }: LoadedDefinitions,
  groups: readonly RuleGroup[],
  result: Backtest,
  options: CutOptions,
): string {
  const { file, intervalMs } = options;
  if (existsSync(file)) throw new UsageError(`${file} exists: name a new file`);
  const { alert, severity, firing } = chosenFiring(result, options.firing);
  const found = bundles
    .map(({ bundle, runbooks }) => resolveBundle(bundle, runbooks))
    .flatMap((bundle) => alertsOf(bundle).map((one) => ({ bundle, alert: one })))
    .find((one) => one.alert.alert === alert && (one.alert.labels.severity ?? '') === severity);
  if (!found) throw new UsageError(`no alert ${alert}; see dashwright list`);
  const own = groups
    .map((group) => ({
      ...group,
      rules: group.rules.filter((rule) => !('alert' in rule) || rule.alert === alert),
    }))
    .filter(({ rules }) => rules.length > 0);
  const read = new Set(own.flatMap(({ rules }) => rules.map(({ expr }) => expr)));
  const incident = incidentOf(engine, {
    groups: own,
    alert,
    firing,
    history: result.history,
    end: result.end,
    intervalMs,
    reach: result.reach,
    trees: new Map([...result.trees].filter(([expr]) => read.has(expr))),
    isKnown: knownValues(found.bundle),
  });
  if ('problem' in incident)
    throw new UsageError(`${alert} at ${new Date(firing.from).toISOString()}: ${incident.problem}`);
  const made = incidentScenario(incident, firing, found.alert.labels);
  const scenario = incidentAsScenario(made, found.alert.source);
  const proof = runScenarios(found.bundle, engine, [scenario]);
  const [failure] = proof.results.flatMap(({ failures }) => failures);
  const [broken] = proof.findings.filter(({ level }) => level === 'error');
  if (failure || broken) {
    throw new UsageError(
      `${alert} at ${new Date(firing.from).toISOString()} does not pass as a scenario: ${failure ? failureText(failure) : broken?.message}`,
    );
  }
  const place = locate(found.alert.source.place);
  const module = moduleThatExports(alert, [
    ...(place ? [resolve(place.file)] : []),
    ...typescriptFiles(join(options.definitions, found.bundle.name)),
  ]);
  if (module === undefined) {
    throw new UsageError(
      `no module of ${found.bundle.name} exports ${alert}, which a scenario has to import: write export const ${alert} = alert({ … })`,
    );
  }
  const path = relative(dirname(resolve(file)), module)
    .replaceAll('\\', '/')
    .replace(/\.ts$/, '.js');
  const from = path.startsWith('.') ? path : `./${path}`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, incidentFile(made, { name: alert, from }), { flag: 'wx' });
  return `${file}: ${made.series.length} series, ${alert} fires as it did; see dashwright test ${found.bundle.name}\n`;
}

function chosenFiring(
  { alerts }: Backtest,
  number: number | undefined,
): { readonly alert: string; readonly severity: string; readonly firing: Firing } {
  const all = alerts.flatMap(({ alert, severity, firings }) =>
    firings.map((firing) => ({ alert, severity, firing })),
  );
  if (all.length === 0) throw new UsageError('no alert fired: there is nothing to write as a scenario');
  if (number === undefined && all.length > 1) {
    const [first] = all;
    const names = new Set(all.map(({ alert }) => alert));
    throw new UsageError(
      names.size > 1
        ? `${[...names].join(', ')} fired: name one alert for --to-scenario`
        : `${first?.alert} fired ${all.length} times: choose one with --firing 1 to ${all.length}, as the report counts them`,
    );
  }
  const chosen = all[(number ?? 1) - 1];
  if (!chosen) throw new UsageError(`there is no firing ${number}: the report has ${all.length}`);
  return chosen;
}

function alertsOf({ alertGroups }: ResolvedBundle): readonly ResolvedAlert[] {
  return alertGroups.flatMap(({ rules }) => rules);
}

/** Values of labels that the catalog has as examples: they are in the definitions already. */
function knownValues({ metrics }: ResolvedBundle) {
  return (series: string, label: string, value: string): boolean => {
    const metric = metrics.find(({ name }) => name === series || withoutPart(series) === name);
    const values = metric?.labels[label];
    return values !== undefined && exampleValues(values).includes(value);
  };
}

/** The first of the files that exports a name. */
function moduleThatExports(name: string, files: readonly string[]): string | undefined {
  return files.find((file) => exportedNames(readSource(readFileSync(file, 'utf8'))).includes(name));
}

function typescriptFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .map((file) => resolve(folder, file));
}
