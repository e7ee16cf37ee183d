import { join } from 'node:path';
import type { Finding } from '../check/finding.js';
import { type CheckOptions, checkScenarios } from '../check/index.js';
import { type Locate, loadDefinitions } from '../load/index.js';
import { readConsistently } from '../output/consistent-read.js';
import { refuseFilesOfOthers, refuseFolder, testFiles } from '../output/folder.js';
import { hasContent, type OutputFile, type WriteResult, writeOutput } from '../output/write.js';
import {
  asksForRouting,
  type Proof,
  type ProofEngine,
  runScenarios,
  scenariosOf,
  withAlertmanager,
} from '../prove/index.js';
import { resolveBundle } from '../resolve/index.js';
import { startAlertmanager, startEngine } from './engine.js';
import { isPromtoolTest } from './promtool-path.js';
import { refusedBy } from './refused-routing.js';
import { type RuleTests, testsOfProof } from './rule-tests.js';

export interface ProveOptions {
  /** Folder with one folder per bundle. */
  readonly definitions: string;
  /** @default all bundles */
  readonly names?: readonly string[];
  readonly progress?: (text: string) => void;
  /** Folder for exported scenarios, validated before anything is run. */
  readonly output?: string | undefined;
  /** Whether routes are judged in bundles whose scenarios do not ask who is notified. @default false */
  readonly routes?: boolean;
  /** The current day for suppressions, `YYYY-MM-DD`. */
  readonly today?: string;
}

export interface ProveResult {
  readonly proofs: readonly Proof[];
  readonly engine: ProofEngine;
  /** Findings of loading, and alerts without a scenario. */
  readonly findings: readonly Finding[];
  readonly locate: Locate;
}

/**
 * Loads bundles with their scenarios and runs those in Prometheus' engine.
 *
 * @throws UsageError for a folder or bundle that does not exist
 */
export async function proveDefinitions({
  definitions,
  names = [],
  progress,
  output,
  routes = false,
  today,
}: ProveOptions): Promise<ProveResult> {
  if (output !== undefined) {
    refuseFolder(output, definitions);
    refuseFilesOfOthers(output, testFiles);
  }
  // Started first: WebAssembly compiles on other threads while the definitions are bundled.
  const starting = startEngine();
  progress?.('loading definitions');
  const loaded = await loadDefinitions(definitions, { names, scenarios: true });
  const { bundles, locate, checkOptions } = loaded;
  const found = bundles.map(({ scenarios, ...rest }) => ({ ...rest, scenarios: scenariosOf(scenarios) }));
  const areRouted = found.some(({ bundle }) => bundle.options.routing !== undefined);
  const asked = found.some(({ scenarios }) => scenarios.some(asksForRouting)) || (routes && areRouted);
  const alertmanager = asked || areRouted ? await startAlertmanager() : undefined;
  const plain = await starting;
  const engine = alertmanager && asked ? withAlertmanager(plain, alertmanager) : plain;
  const proofs = found.map(({ bundle, runbooks, scenarios }) => {
    progress?.(`scenarios of ${bundle.name}`);
    const forPromtool = output !== undefined;
    return runScenarios(resolveBundle(bundle, runbooks), engine, scenarios, { forPromtool });
  });
  const settings = { ...checkOptions, ...(today !== undefined && { today }) };
  const refused = alertmanager
    ? await refusedBy(
        alertmanager,
        proofs.flatMap(({ bundle }) => (bundle.source.options.routing ? [bundle] : [])),
      )
    : [];
  const findings = [...loaded.findings, ...refused, ...unproven(proofs, settings)];
  return { proofs, engine, findings, locate };
}

/** An alert without a scenario is untested: a warning of `check` is an error here, unless the team sets its level. */
function unproven(proofs: readonly Proof[], settings: CheckOptions): Finding[] {
  const bundles = proofs.map(({ bundle, results }) => ({
    bundle,
    scenarios: results.map(({ scenario }) => scenario),
  }));
  return checkScenarios(bundles, settings).map((finding) =>
    settings.levels?.[finding.check] === undefined && finding.check !== 'suppress/unused'
      ? { ...finding, level: 'error' }
      : finding,
  );
}

/** The scenarios as test files for promtool; for proofs of `proveDefinitions` with an output folder. */
export function promtoolTests(proofs: readonly Proof[]): Omit<RuleTests, 'findings'> {
  const all = proofs.map((proof) => testsOfProof(proof));
  return {
    files: all.flatMap(({ files }) => files),
    inputs: new Map(all.flatMap(({ inputs }) => [...inputs])),
  };
}

/** Writes the test files for promtool beside the rule files, and removes stale ones of the same bundles. */
export function writePromtoolTests(
  output: string,
  { files, inputs }: Omit<RuleTests, 'findings'>,
  bundles: readonly string[],
): WriteResult | undefined {
  return writeOutput(output, files, {
    isStale: (bundle, path) => bundles.includes(bundle) && isPromtoolTest(path),
    inputs,
  });
}

/** Paths of test files for promtool in the output folder that are not up to date. */
export function stalePromtoolTests(output: string, files: readonly OutputFile[]): string[] {
  return readConsistently(output, () =>
    files.filter(({ path, content }) => !hasContent(join(output, path), content)).map(({ path }) => path),
  );
}
