import { join } from 'node:path';
import type { Finding } from '../check/finding.js';
import { emitPromtoolTests } from '../emit/promtool-tests/index.js';
import { engineDigest } from '../engine/version.js';
import { readConsistently } from '../output/consistent-read.js';
import { contentDigest, type Manifest, readManifest, textIfReadable } from '../output/manifest.js';
import type { OutputFile } from '../output/write.js';
import {
  type AnyScenario,
  exportCases,
  exportInputs,
  type Proof,
  type ProofEngine,
  runScenarios,
  scenariosOf,
  withoutAlertmanager,
} from '../prove/index.js';
import type { ResolvedBundle } from '../resolve/index.js';
import { isPromtoolTest, promtoolFolder } from './promtool-path.js';

/** The tests for promtool of some bundles. */
export interface RuleTests {
  readonly files: readonly OutputFile[];
  /** See `Manifest.inputs`. */
  readonly inputs: ReadonlyMap<string, string>;
  /** Scenarios that fail or cannot be run. */
  readonly findings: readonly Finding[];
}

export interface RuleTestsOptions {
  /** Output folder, with the files of earlier builds. */
  readonly output: string;
  readonly engine: ProofEngine;
  readonly progress?: ((text: string) => void) | undefined;
}

interface Definition {
  readonly resolved: ResolvedBundle;
  readonly scenarios: readonly AnyScenario[];
}

/**
 * The scenarios of bundles as tests for promtool. Scenarios run only if something that decides the files has changed
 * since they were written: the scenarios, the rules, the engine or the form of the files; or if a file has.
 */
export function ruleTests(
  all: readonly Definition[],
  { output, engine, progress }: RuleTestsOptions,
): RuleTests {
  const written = readConsistently(output, () => writtenTests(output));
  const files: OutputFile[] = [];
  const inputs = new Map<string, string>();
  const findings: Finding[] = [];
  for (const { resolved, scenarios: exported } of all) {
    const scenarios = scenariosOf(exported);
    if (scenarios.length === 0) continue;
    const { name } = resolved;
    const digest = inputDigest(resolved, scenarios);
    const { recorded, files: earlier = [] } = written.get(name) ?? {};
    let own = earlier;
    if (digest === undefined || recorded !== sealOf(digest, earlier)) {
      progress?.(`scenarios of ${name}`);
      const proof = runScenarios(resolved, withoutAlertmanager(engine), scenarios);
      findings.push(...failuresOf(proof));
      own = filesOf(proof, engine);
    }
    files.push(...own);
    if (digest !== undefined) inputs.set(promtoolFolder(name), sealOf(digest, own));
  }
  return { files, inputs, findings };
}

/** The passing scenarios of a proof as tests for promtool. */
export function testsOfProof(proof: Proof, engine: ProofEngine): Omit<RuleTests, 'findings'> {
  const { bundle, results } = proof;
  const files = filesOf(proof, engine);
  const digest = inputDigest(
    bundle,
    results.map(({ scenario }) => scenario),
  );
  const known = digest !== undefined && files.length > 0;
  return { files, inputs: new Map(known ? [[promtoolFolder(bundle.name), sealOf(digest, files)]] : []) };
}

function filesOf(proof: Proof, engine: ProofEngine): OutputFile[] {
  const { name } = proof.bundle;
  return emitPromtoolTests(proof.bundle, exportCases(proof, engine)).map((file) => ({
    bundle: name,
    ...file,
  }));
}

/** Digest of everything that decides the files. Undefined if a scenario cannot be compiled. */
function inputDigest(bundle: ResolvedBundle, scenarios: readonly AnyScenario[]): string | undefined {
  const inputs = exportInputs(bundle, scenarios);
  if (!inputs) return undefined;
  const frames = emitPromtoolTests(bundle, inputs.cases).map(({ path, content }) => [path, content]);
  return contentDigest(JSON.stringify([engineDigest, inputs.decisive, frames]));
}

/** Binds the files to what decided them, so that they are not taken for those of another build after a merge. */
function sealOf(digest: string, files: readonly Pick<OutputFile, 'path' | 'content'>[]): string {
  const contents = files.map(({ path, content }) => [path, contentDigest(content)]);
  return contentDigest(JSON.stringify([digest, contents.sort()]));
}

interface WrittenTests {
  readonly recorded: string;
  readonly files: readonly OutputFile[];
}

function writtenTests(output: string): ReadonlyMap<string, WrittenTests> {
  const manifest = readManifest(output);
  return new Map(
    Object.keys(manifest.bundles).flatMap((bundle) => {
      const recorded = manifest.inputs.get(promtoolFolder(bundle));
      if (recorded === undefined) return [];
      return [[bundle, { recorded, files: testFiles(output, manifest, bundle) }] as const];
    }),
  );
}

/** Files without a readable text count as changed: `writeOutput` says what is in the way. */
function testFiles(output: string, { bundles }: Manifest, bundle: string): OutputFile[] {
  const paths = (bundles[bundle] ?? []).filter(isPromtoolTest);
  return paths.map((path) => ({ bundle, path, content: textIfReadable(join(output, path)) ?? '' }));
}

function failuresOf({ bundle, results }: Proof): Finding[] {
  return results.flatMap(({ scenario, failures, findings }) => [
    ...findings.filter(({ check }) => unrunnable.has(check)),
    ...failures.map(({ message, place }) => ({
      check: 'scenario/fails',
      level: 'error' as const,
      path: `${bundle.name}/scenarios/${scenario.name}`,
      place,
      message,
      expected: 'what the scenario says; dashwright test shows the series and the alerts over time',
    })),
  ]);
}

/** Findings on scenarios that could not be run. */
const unrunnable: ReadonlySet<string> = new Set([
  'scenario/impossible',
  'scenario/refused',
  'scenario/duplicate-series',
]);
