import type { Panel, Transformation } from '../../define/index.js';
import type { ResolvedPanel } from '../../resolve/index.js';
import type { FieldOverride } from './fields.js';

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

/** Each value column in its own signal's unit. */
export function tableOverrides({ targets, unit }: ResolvedPanel, panel: Panel): FieldOverride[] {
  if (targets.length < 2 || panel.options.unit !== undefined) return [];
  return targets.flatMap(({ signal }) => {
    if (!signal?.unit || signal.unit === unit) return [];
    return [
      { matcher: { id: 'byName', options: signal.title }, properties: [{ id: 'unit', value: signal.unit }] },
    ];
  });
}

function valueColumn(refId: string, queries: number): string {
  return queries > 1 ? `Value #${refId}` : 'Value';
}
