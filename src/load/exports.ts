import { DefinitionError } from '../catalog/index.js';
import { shown } from '../catalog/shape/index.js';
import type { CheckOptions } from '../check/index.js';
import type { Bundle } from '../define/index.js';
import type { BundleFolder } from './find.js';

/** What the compiled script gives of each bundle: functions that run its files. */
export interface BundleExports {
  bundle(): { default?: unknown };
  scenarios: (() => Readonly<Record<string, unknown>>)[];
}

/** By name of the bundle; the settings of checks are among them. */
export type Loaders = Readonly<Record<string, BundleExports & ChecksExport>>;

/** The export of `checks.ts` is a function here. */
export type ChecksExport = () => { default?: unknown };

/**
 * Runs `checks.ts`.
 *
 * @throws DefinitionError if it exports no settings
 */
export function loadChecks(file: string, load: ChecksExport | undefined): CheckOptions {
  const options = load?.().default;
  if (typeof options !== 'object' || options === null) {
    throw new DefinitionError(
      `${file} must export the settings of checks as its default: export default { … }`,
    );
  }
  return options;
}

/**
 * Runs the files of a bundle.
 *
 * @throws DefinitionError if they export no bundle of the name of their folder, or a scenario file exports none
 */
export function loadBundle(
  { name, folder, entry, scenarios: files }: BundleFolder,
  exported: BundleExports | undefined,
): { readonly bundle: Bundle; readonly folder: string; readonly scenarios: readonly unknown[] } {
  const bundle = exported?.bundle().default;
  if (!isBundle(bundle)) {
    throw new DefinitionError(`${entry} must export a bundle as its default: export default bundle({ … })`);
  }
  if (bundle.name !== name) {
    throw new DefinitionError(
      `the bundle is named "${bundle.name}" but its folder is "${name}": they must be the same`,
      bundle.place,
    );
  }
  const scenarios = (exported?.scenarios ?? []).flatMap((load, index) => {
    const file = files[index] ?? name;
    const values = Object.values(load());
    const gap = gapIn(values);
    if (gap !== undefined) {
      throw new DefinitionError(
        `${file} exports a list whose element ${gap.index} is ${shown(gap.value)} and not a scenario, so it is not run`,
        { order: 0, file },
        { expected: "a list of scenario('…', …); undefined usually comes from a misspelt name" },
      );
    }
    const found = values.flat().filter(isScenario);
    if (found.length > 0) return found;
    throw new DefinitionError(
      `${file} exports no scenario, so nothing in it is run`,
      { order: 0, file },
      {
        expected: "export default scenario('…', …), or a list of them",
      },
    );
  });
  return { bundle, folder, scenarios };
}

/** The first element of an exported list of scenarios that is not a scenario. Lists of other things are ignored. */
function gapIn(
  exported: readonly unknown[],
): { readonly index: number; readonly value: unknown } | undefined {
  for (const list of exported) {
    if (!Array.isArray(list) || !list.some(isScenario)) continue;
    // `findIndex` visits the gap in `[a, , b]` too.
    const index = list.findIndex((value) => !isScenario(value));
    if (index >= 0) return { index, value: list[index] };
  }
  return undefined;
}

/** Other exports than scenarios and lists of them are ignored. */
function isScenario(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'scenario';
}

function isBundle(value: unknown): value is Bundle {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'bundle';
}
