import { join } from 'node:path';
import type { Finding } from '../check/finding.js';
import { emitPromtoolTests, promtoolFiles, promtoolTest } from '../emit/promtool-tests/index.js';
import { engineDigest } from '../engine/version.js';
import { readConsistently } from '../output/consistent-read.js';
import { sha256 } from '../output/digest.js';
import { type Manifest, readManifest, textIfReadable } from '../output/manifest.js';
import type { OutputFile } from '../output/write.js';
import {
  type AnyScenario,
  type ExportedCase,
  type ExportInputs,
  exportCases,
  exportInputs,
  isOfBaseRules,
  type Proof,
  type ProofEngine,
  runScenarios,
  scenariosOf,
  withoutAlertmanager,
} from '../prove/index.js';
import type { ResolvedBundle } from '../resolve/index.js';
import { type ScenarioOutcome, scenarioResults } from './cache/scenario-results.js';
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
  readonly definitions: string;
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
 * The scenarios of bundles as tests for promtool. A scenario runs only if something that decides its test has changed:
 * the scenario, the rules that it concerns, the engine or the form of the tests. Files that are up to date are kept.
 */
export function ruleTests(all: readonly Definition[], options: RuleTestsOptions): RuleTests {
  const written = readConsistently(options.output, () => writtenTests(options.output));
  const files: OutputFile[] = [];
  const inputs = new Map<string, string>();
  const findings: Finding[] = [];
  for (const { resolved, scenarios: exported } of all) {
    const scenarios = scenariosOf(exported).filter(isOfBaseRules);
    if (scenarios.length === 0) continue;
    const { name } = resolved;
    const decisive = decisiveOf(resolved, scenarios);
    const { recorded, files: earlier = [] } = written.get(name) ?? {};
    if (decisive && recorded === sealOf(decisive.digest, earlier)) {
      files.push(...earlier);
      inputs.set(promtoolFolder(name), recorded);
      continue;
    }
    const { cases, findings: found } = casesOf(resolved, scenarios, decisive, options);
    findings.push(...found);
    if (!decisive || found.length > 0) continue;
    const own = filesOf(resolved, cases);
    files.push(...own);
    inputs.set(promtoolFolder(name), sealOf(decisive.digest, own));
  }
  return { files, inputs, findings };
}

/** The cases of all scenarios: those of which an earlier build knows the outcome are not run. */
function casesOf(
  bundle: ResolvedBundle,
  scenarios: readonly AnyScenario[],
  decisive: Decisive | undefined,
  { definitions, engine, progress }: RuleTestsOptions,
): { readonly cases: readonly ExportedCase[]; readonly findings: readonly Finding[] } {
  const run = (some: readonly AnyScenario[]) => {
    const part = some.length < scenarios.length ? `${some.length} of ${scenarios.length} ` : '';
    if (some.length > 0) progress?.(`${part}scenarios of ${bundle.name}`);
    return runScenarios(bundle, withoutAlertmanager(engine), some, { forPromtool: true });
  };
  if (!decisive) return { cases: [], findings: failuresOf(run(scenarios)) };
  const results = scenarioResults(definitions, bundle.name);
  const known = new Map<string, ScenarioOutcome>(results?.read());
  const open = decisive.scenarios.filter(({ digest }) => !known.has(digest));
  const proof = run(open.map(({ inputs }) => inputs.scenario));
  const findings = failuresOf(proof);
  if (findings.length > 0) return { cases: [], findings };
  exportCases(proof).forEach(({ firing, samples }, index) => {
    known.set(open[index]?.digest ?? '', { firing, samples });
  });
  const outcomes = decisive.scenarios.flatMap(({ digest }) => {
    const outcome = known.get(digest);
    return outcome ? [[digest, outcome] as const] : [];
  });
  results?.write(new Map(outcomes));
  const cases = decisive.scenarios.map(({ inputs, digest }) => ({
    ...inputs.exported,
    ...known.get(digest),
  }));
  return { cases, findings };
}

/** The passing scenarios of a proof as tests for promtool. They must have been run with `forPromtool`. */
export function testsOfProof(proof: Proof): Omit<RuleTests, 'findings'> {
  const { bundle, results } = proof;
  const files = filesOf(bundle, exportCases(proof));
  const decisive = decisiveOf(
    bundle,
    results.map(({ scenario }) => scenario),
  );
  const known = decisive && files.length > 0;
  const seal: [string, string][] = known
    ? [[promtoolFolder(bundle.name), sealOf(decisive.digest, files)]]
    : [];
  return { files, inputs: new Map(seal) };
}

function filesOf(bundle: ResolvedBundle, cases: readonly ExportedCase[]): OutputFile[] {
  return emitPromtoolTests(bundle, cases).map((file) => ({ bundle: bundle.name, ...file }));
}

/** Everything that decides the files of a bundle. */
interface Decisive {
  /** Of all of it together. */
  readonly digest: string;
  /** Each with the digest of what decides its own test. */
  readonly scenarios: readonly { readonly inputs: ExportInputs; readonly digest: string }[];
}

/** Must change when the same tests are written in another way. */
const notation = 1;

/** Undefined if a scenario cannot be compiled. */
function decisiveOf(bundle: ResolvedBundle, scenarios: readonly AnyScenario[]): Decisive | undefined {
  const all = exportInputs(bundle, scenarios)?.map((inputs) => {
    const test = promtoolTest({ ...inputs.exported, name: '' });
    return { inputs, digest: sha256(JSON.stringify([engineDigest, inputs.decisive, test])) };
  });
  if (!all) return undefined;
  const tests = all.map(({ inputs: { exported }, digest }) => ({
    step: exported.compiled.clock.step,
    test: { name: exported.name, digest },
  }));
  const files = promtoolFiles(bundle, tests);
  return { digest: sha256(JSON.stringify([notation, files])), scenarios: all };
}

/** Binds the files to what decided them, so that they are not taken for those of another build after a merge. */
function sealOf(digest: string, files: readonly Pick<OutputFile, 'path' | 'content'>[]): string {
  const contents = files.map(({ path, content }) => [path, sha256(content)]);
  return sha256(JSON.stringify([digest, contents.sort()]));
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
