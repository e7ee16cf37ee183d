import type { Panel, Transformation } from '../../define/index.js';
import type { ResolvedPanel } from '../../resolve/index.js';
import { type FieldOverride, ownProperties } from './fields.js';

/** Instant queries as one table: merged by labels, without the time, each value under its signal's title. */
export function tableTransformations({ targets }: ResolvedPanel): Transformation[] {
  if (targets.length === 0 || targets.some(({ format }) => format !== 'table')) return [];
  const renameByName: Record<string, string> = {};
  for (const { refId, signal } of targets) {
    if (signal) renameByName[valueColumn(refId, targets.length)] = signal.title;
  }
  const organize = { id: 'organize', options: { excludeByName: { Time: true }, renameByName } };
  return targets.length > 1 ? [{ id: 'merge', options: {} }, organize] : [organize];
}

/** Each value column in its own signal's unit, with its own thresholds. */
export function tableOverrides(resolved: ResolvedPanel, panel: Panel): FieldOverride[] {
  const { targets } = resolved;
  if (targets.length < 2) return [];
  return targets.flatMap((target) => {
    const properties = ownProperties(target, resolved, panel);
    if (!target.signal || properties.length === 0) return [];
    return [{ matcher: { id: 'byName', options: target.signal.title }, properties }];
  });
}

function valueColumn(refId: string, queries: number): string {
  return queries > 1 ? `Value #${refId}` : 'Value';
}
