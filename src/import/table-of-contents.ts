import { data, literal, object } from './code/code.js';
import type { Input } from './model.js';
import type { MadeRouting } from './routing/index.js';
import { type BundleContents, bundleFiles } from './write/bundle.js';
import type { PreparedDashboard } from './write/dashboard-frame.js';
import type { SourceFile } from './write/files.js';

/** What a bundle consists of. */
interface Written {
  readonly input: Input;
  /** The files of its definitions. */
  readonly files: readonly SourceFile[];
  readonly prepared: readonly PreparedDashboard[];
  /** Constants of the dashboards. */
  readonly dashboards: readonly string[];
  readonly routing: MadeRouting | undefined;
  readonly logGroups: BundleContents['logGroups'];
}

/** `bundle.ts` with what has been written, and the files that put many files together. */
export function tableOfContents(
  name: string,
  { input, files, prepared, dashboards, routing, logGroups }: Written,
): SourceFile[] {
  const title = titleOf(name);
  return bundleFiles({
    name,
    title,
    description: `${title}: ${partsOf(input).join(' and ')}.`,
    files: files.map(({ path }) => path.replace(/\.ts$/, '')),
    dashboards: dashboards.map((one) => ({ name: one, file: fileOf(files, one) })),
    routing: routing && { name: routing.name, file: fileOf(files, routing.name) },
    logGroups,
    options: {
      identity: routing?.namespace === undefined ? literal('none') : data({ namespace: routing.namespace }),
      // Tabs, auto grids and conditions are in resources of that version alone.
      ...(prepared.some(({ layout }) => layout) && {
        grafanaResources: object({ version: literal('v2') }),
      }),
    },
  });
}

/** The file that exports a definition, without ending. */
function fileOf(files: readonly SourceFile[], name: string): string {
  const found = files.find(
    ({ text }) => text.includes(`\nexport const ${name} =`) || text.startsWith(`export const ${name} =`),
  );
  return found?.path.replace(/\.ts$/, '') ?? '';
}

/** What the input has, in the words of a description. */
function partsOf({ dashboards, groups, routings, objectives }: Input): string[] {
  const parts = [
    ...(dashboards.length > 0 ? ['dashboards'] : []),
    ...(groups.length > 0 ? ['rules'] : []),
    ...(objectives.objectives.length > 0 ? ['objectives'] : []),
    ...(routings.length > 0 ? ['routes'] : []),
  ];
  return parts.length > 2 ? [parts.slice(0, -1).join(', '), ...parts.slice(-1)] : parts;
}

function titleOf(name: string): string {
  const text = name.replaceAll(/[_-]+/g, ' ').trim();
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
