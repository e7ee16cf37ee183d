import type { Transformation } from '../../define/index.js';
import type { ResolvedPanel } from '../../resolve/index.js';

/**
 * Transformations of instant queries to one table: merged by labels, without the time, each value under the title of
 * its signal.
 */
export function tableTransformations({ targets }: ResolvedPanel): Transformation[] {
  if (targets.length === 0 || targets.some(({ format }) => format !== 'table')) return [];
  const renameByName: Record<string, string> = {};
  for (const { refId, signal } of targets) {
    if (signal) renameByName[valueColumn(refId, targets.length)] = signal.title;
  }
  const organize = { id: 'organize', options: { excludeByName: { Time: true }, renameByName } };
  return targets.length > 1 ? [{ id: 'merge', options: {} }, organize] : [organize];
}

function valueColumn(refId: string, queries: number): string {
  return queries > 1 ? `Value #${refId}` : 'Value';
}
