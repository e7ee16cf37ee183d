import { isRecord } from '../plain.js';
import { added, type Change, changed, removed } from './change.js';
import type { BundleOutput } from './output.js';
import { type Data, matched } from './values.js';

/** Differences of the chart's values, of the module's variables, and of the packaged files. */
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
  // Files change with everything else: list them only if nothing else has changed.
  if (hasOthers || interfaces.length > 0 || before.version !== after.version) return interfaces;
  return changed('package', after.name, changedFiles(before, after));
}

/** Paths of values. An empty object is a value: its keys, such as names of labels, are set by users. */
function keysOf(values: Data, prefix = ''): string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const path = `${prefix}${name}`;
    return isRecord(value) && Object.keys(value).length > 0 ? keysOf(value, `${path}.`) : [path];
  });
}

/** Limit of files to list. */
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
