import type { Finding } from '../../check/index.js';
import type { Coverage, MutationProof, Proof } from '../../prove/index.js';
import { exitCode } from '../exit-code.js';
import { jsonText } from '../json.js';
import { type DefinitionOptions, withDefinitions, withExamples } from '../options/definitions.js';
import { formatOption } from '../options/format.js';
import type { Register } from '../register.js';
import type { Console } from '../terminal/console.js';
import { today } from '../today.js';
import { needs, path, percent, valueOption } from '../values.js';

interface TestOptions extends DefinitionOptions {
  readonly coverage?: boolean;
  readonly minCoverage?: number;
  readonly mutate?: boolean;
  readonly minScore?: number;
  readonly generated?: boolean;
  readonly export?: string;
  readonly check?: boolean;
  readonly format: 'text' | 'json';
}

/** `dashwright test`: runs every scenario in Prometheus' own engine. */
export const registerTest: Register = (program, console, finish) => {
  const command = program
    .command('test')
    .description("test alerts and recording rules: run every scenario in Prometheus' own engine")
    .argument('[bundles...]', 'names of bundles; default: all')
    .option(
      '--coverage',
      'show which states of alerts, which recording rules and which routes the scenarios cover',
    )
    .addOption(valueOption('--min-coverage <percent>', 'fail if the coverage is lower', percent))
    .option(
      '--mutate',
      'mutation testing: change rules and routes one at a time and check that a scenario fails',
    )
    .addOption(
      valueOption(
        '--min-score <percent>',
        'fail if the mutation score of the rules or of the routing is lower',
        percent,
      ),
    )
    .option('--generated', 'run scenarios that are generated from the alerts too')
    .addOption(
      valueOption('--export <dir>', 'write the scenarios as unit tests for promtool to this folder', path),
    )
    .option('--check', 'with --export: write nothing, and fail if files are not up to date')
    .addOption(formatOption('json'));
  needs(command, { check: 'export' });
  withDefinitions(command);
  withExamples(command, {
    'dashwright test': 'run all scenarios of all bundles',
    'dashwright test qmtl --coverage --mutate': 'show coverage and mutation score of one bundle',
    'dashwright test --export build --check': 'check that the unit tests for promtool are up to date',
  });
  command.action(async (names: string[], options: TestOptions) => {
    const failed = await prove(names, options, console);
    if (failed) finish(exitCode.findings);
  });
};

async function prove(names: readonly string[], options: TestOptions, console: Console): Promise<boolean> {
  const [build, proving, { showFindings }] = await Promise.all([
    import('../../pipeline/prove.js'),
    import('../../prove/index.js'),
    import('../terminal/findings.js'),
  ]);
  const { definitions } = options;
  const { proofs, engine, findings, locate } = await build.proveDefinitions({
    definitions,
    names,
    progress: console.progress,
    output: options.export,
    routes: options.mutate === true || options.minScore !== undefined,
    today: today(),
  });
  console.progress('');
  const text = options.format !== 'json';
  // Those on scenarios look as those of `check` do; in JSON they are with their bundles.
  const ofScenarios = text ? proofs.flatMap((proof) => proof.findings) : [];
  const seen = findings.filter(({ level }) => level !== 'info');
  const shown = showFindings([...seen, ...ofScenarios], locate, console, { info: true });
  let failed = shown || proofs.some(({ ok }) => !ok);
  if (text) for (const proof of proofs) print(console, proof, proving.proofText(proof, locate));

  if (findings.length === 0 && proofs.every(({ results }) => results.length === 0)) {
    console.error(
      `dashwright: no scenario was run, so nothing is proven: expected exports of ${definitions}/<bundle>/scenarios/*.ts\n`,
    );
    failed = true;
  }

  const generated = options.generated ? proofs.map((proof) => generatedOf(proof, engine, proving)) : [];
  for (const { proof, underived } of generated) {
    failed ||= proof.results.some((result) => result.failures.length > 0);
    if (!text) continue;
    print(console, proof, proving.proofText({ ...proof, findings: [] }, locate));
    for (const { alert, case: name, reason } of underived)
      console.out(`  ${alert}, ${name}: not generated, ${reason}\n`);
  }

  const coverages =
    options.coverage || options.minCoverage !== undefined ? proofs.map(proving.coverageOf) : [];
  failed ||= tooLow(
    coverages.map(({ ratio }) => ratio),
    options.minCoverage,
  );
  if (text) for (const coverage of coverages) console.out(proving.coverageText(coverage));

  const mutate = options.mutate || options.minScore !== undefined;
  const mutations = mutate ? proofs.map((proof) => mutationOf(proof, engine, proving, console)) : [];
  failed ||= tooLow(
    mutations.flatMap(({ score, routingScore }) => [score, routingScore]),
    options.minScore,
  );
  if (text) {
    mutations.forEach((mutation, index) => {
      console.out(notMeasured(proofs[index]) + proving.mutationText(mutation));
    });
    if (mutations.length > 1) console.out(`all: ${proving.scoreLine(proving.scoreOfAll(mutations))}\n`);
  } else console.out(json(findings, proofs, coverages, mutations, generated, proving, locate));

  if (options.export === undefined) return failed;
  const tests = build.promtoolTests(proofs);
  if (options.check) {
    const stale = build.stalePromtoolTests(options.export, tests.files);
    for (const file of stale)
      console.error(
        `${file} in ${options.export} is not up to date: dashwright test --export ${options.export}\n`,
      );
    return failed || stale.length > 0;
  }
  if (failed) {
    console.error(`nothing was written to ${options.export}\n`);
    return true;
  }
  const written = build.writePromtoolTests(
    options.export,
    tests,
    proofs.map(({ bundle }) => bundle.name),
  );
  if (text && written)
    console.out(`${written.written} written, ${written.unchanged} unchanged in ${options.export}\n`);
  return false;
}

type Proving = typeof import('../../prove/index.js');
type Engine = Parameters<Proving['runMutants']>[1];

function print(console: Console, { ok, results }: Proof, text: string): void {
  const fine = ok || results.every(({ failures }) => failures.length === 0);
  (fine ? console.out : console.error)(text);
}

function generatedOf({ bundle }: Proof, engine: Engine, proving: Proving) {
  const { scenarios, underived } = proving.generateCases(bundle);
  return { proof: proving.runScenarios(bundle, engine, scenarios), underived };
}

function mutationOf(proof: Proof, engine: Engine, proving: Proving, console: Console): MutationProof {
  const progress = (done: number, all: number): void => {
    console.progress(done === all ? '' : `${proof.bundle.name}: mutant ${done} of ${all}`);
  };
  return proving.runMutants(proof, engine, { progress });
}

/** Scenarios that fail already would fail with every mutant. */
function notMeasured(proof: Proof | undefined): string {
  const failing = proof?.results.filter(({ failures }) => failures.length > 0).length ?? 0;
  if (failing === 0) return '';
  return `${proof?.bundle.name}: ${failing} of ${proof?.results.length} scenarios take no part in the mutation score, as they do not hold\n`;
}

function tooLow(shares: readonly (number | undefined)[], percent: number | undefined): boolean {
  return percent !== undefined && shares.some((share) => share !== undefined && share * 100 < percent);
}

function json(
  findings: readonly Finding[],
  proofs: readonly Proof[],
  coverages: readonly Coverage[],
  mutations: readonly MutationProof[],
  generated: readonly ReturnType<typeof generatedOf>[],
  proving: Proving,
  locate: Parameters<Proving['proofJson']>[1],
): string {
  const all = {
    findings: findings.map(({ place, ...finding }) => ({ ...finding, ...locate?.(place) })),
    bundles: proofs.map((proof) => proving.proofJson(proof, locate)),
    ...(coverages.length > 0 ? { coverage: coverages } : {}),
    ...(mutations.length > 0 ? { mutation: mutations.map(proving.mutationJson) } : {}),
    ...(mutations.length > 0 ? { mutationScore: proving.scoreOfAll(mutations) } : {}),
    ...(generated.length > 0
      ? {
          generated: generated.map(({ proof, underived }) => ({
            ...(proving.proofJson({ ...proof, findings: [] }, locate) as object),
            underived,
          })),
        }
      : {}),
  };
  return jsonText(all);
}
