import { type MutantResult, type MutationProof, scoreOf } from './run-mutants.js';

/** Survivors, with what would kill them, and the mutation score. */
export function mutationText(proof: MutationProof): string {
  if (proof.results.length === 0) return `${proof.bundle}: nothing to mutate\n`;
  const lines: string[] = [];
  let rule = '';
  for (const { mutant, killedBy } of proof.results) {
    if (killedBy !== undefined) continue;
    if (mutant.rule !== rule) lines.push(mutant.rule);
    rule = mutant.rule;
    lines.push(`  survived: ${mutant.change}`, `    killed by: ${mutant.killedBy}`);
  }
  const of = (results: readonly MutantResult[]): string =>
    `${results.filter(({ killedBy }) => killedBy !== undefined).length} of ${results.length}`;
  const routing = proof.results.filter(({ mutant }) => mutant.kind === 'routing');
  const parts = routing.length === 0 ? '' : `; of its routing ${of(routing)}`;
  lines.push(`${proof.bundle}: ${of(proof.results)} mutants killed${parts}`);
  return `${lines.join('\n')}\n${scoreLine(proof.score)}\n`;
}

/** The last line of the report on one bundle, or on all. */
export function scoreLine(score: number | undefined): string {
  if (score === undefined) return 'nothing to mutate';
  // Rounded down: 100% means that there are no survivors.
  return `mutation score ${Math.floor(score * 1000) / 10}%`;
}

/** The score over the mutants of several bundles. */
export function scoreOfAll(proofs: readonly MutationProof[]): number | undefined {
  return scoreOf(proofs.flatMap(({ results }) => results));
}

/** The report as JSON data, without nodes and places. */
export function mutationJson({ bundle, score, routingScore, results }: MutationProof): unknown {
  return {
    bundle,
    score,
    ...(results.some(({ mutant }) => mutant.kind === 'routing') && { routingScore }),
    mutants: results.map(({ mutant, killedBy }) => ({
      rule: mutant.rule,
      kind: mutant.kind,
      change: mutant.change,
      killedBy: killedBy ?? null,
      ...(killedBy === undefined ? { wouldBeKilledBy: mutant.killedBy } : {}),
    })),
  };
}
