import { join } from 'node:path';
import type { Place } from '../catalog/index.js';
import type { Problem } from '../catalog/shape/index.js';
import type { CheckOptions } from '../check/index.js';
import { checksExport } from './compile.js';
import { loadChecks } from './exports.js';
import { settingFinding } from './findings.js';
import type { LoadPart, PartResult } from './load-part.js';
import type { SourcePosition } from './source-position.js';
import { limitedChecks } from './team-checks.js';

/** Loads `checks.ts`. With errors in it, the options are those that could be read, or none. */
export async function loadSettings(
  file: string,
  definitions: string,
  load: LoadPart,
): Promise<{ readonly part: PartResult; readonly options: CheckOptions }> {
  const { checkOptionsShape } = await import('../check/settings-shape.js');
  let problems: readonly Problem[] = [];
  let options: CheckOptions = {};
  const part = await load({ name: file, checks: file }, (from) => {
    const given = loadChecks(file, from[checksExport]);
    problems = checkOptionsShape(given) ?? [];
    options = limitedChecks(given);
  });
  const positions = new Map<Place, SourcePosition>();
  const findings = problems.map((problem) => settingFinding(problem, join(definitions, file), positions));
  return {
    part: {
      ...part,
      findings: [...findings, ...part.findings],
      locate: (place) => (place && positions.get(place)) ?? part.locate(place),
    },
    options,
  };
}
