import { added, type Change, changed, removed } from './change.js';
import type { BundleOutput } from './output.js';
import { type Data, isData, matched } from './values.js';

/** Differences of what users of the chart and the module can set, and of their files. */
export function comparePackages(before: BundleOutput, after: BundleOutput, hasOthers: boolean): Change[] {
  const present = (names: Iterable<string>) => new Map([...names].map((name) => [name, true]));
  const compareNames = (kind: string, from: Iterable<string>, to: Iterable<string>): Change[] => {
    const { removed: gone, added: fresh } = matched(present(from), present(to));
    return [
      ...gone.map(([name]) => removed(kind, name, 'breaking')),
      ...fresh.map(([name]) => added(kind, name, 'minor')),
    ];
  };
  const interfaces = [
    ...compareNames('chart value', keysOf(before.values), keysOf(after.values)),
    ...compareNames('module variable', before.variables, after.variables),
  ];
  // Files follow from the rest, unless nothing else has changed.
  if (hasOthers || interfaces.length > 0 || before.version !== after.version) return interfaces;
  return changed('package', after.name, changedFiles(before, after));
}

/** Keys down to the first that is no section: `alerts` and labels have keys of the user's own. */
function keysOf(values: Data, prefix = ''): string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const path = `${prefix}${name}`;
    return isData(value) && Object.keys(value).length > 0 ? keysOf(value, `${path}.`) : [path];
  });
}

/** Most files that are named. */
const most = 5;

function changedFiles({ packaged: before }: BundleOutput, { packaged: after }: BundleOutput): string[] {
  const { removed: gone, added: fresh, common } = matched(before, after);
  const files = [
    ...gone.map(([path]) => `${path} removed`),
    ...fresh.map(([path]) => `${path} added`),
    ...common.flatMap(([path, from, to]) => (from === to ? [] : [`${path} changed`])),
  ];
  return files.length > most ? [...files.slice(0, most), `and ${files.length - most} further files`] : files;
}
