import { type MutationProof, scoreOf } from './run-mutants.js';

/** Survivors, with what would kill them, and the mutation score. */
export function mutationText(proof: MutationProof): string {
  const lines: string[] = [];
  let rule = '';
  for (const { mutant, killedBy } of proof.results) {
    if (killedBy !== undefined) continue;
    if (mutant.rule !== rule) lines.push(mutant.rule);
    rule = mutant.rule;
    lines.push(`  survived: ${mutant.change}`, `    killed by: ${mutant.killedBy}`);
  }
  const killed = proof.results.filter((result) => result.killedBy !== undefined).length;
  lines.push(`${proof.bundle}: ${killed} of ${proof.results.length} mutants killed`);
  return `${lines.join('\n')}\n${scoreLine(proof.score)}\n`;
}

/** The last line of the report on one bundle, or on all. */
export function scoreLine(score: number): string {
  // Rounded down: 100% means that there are no survivors.
  return `mutation score ${Math.floor(score * 1000) / 10}%`;
}

/** The score over the mutants of several bundles. */
export function scoreOfAll(proofs: readonly MutationProof[]): number {
  return scoreOf(proofs.flatMap(({ results }) => results));
}

/** The report as JSON data, without nodes and places. */
export function mutationJson({ bundle, score, results }: MutationProof): unknown {
  return {
    bundle,
    score,
    mutants: results.map(({ mutant, killedBy }) => ({
      rule: mutant.rule,
      kind: mutant.kind,
      change: mutant.change,
      killedBy: killedBy ?? null,
      ...(killedBy === undefined ? { wouldBeKilledBy: mutant.killedBy } : {}),
    })),
  };
}
