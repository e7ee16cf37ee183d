import type { ResolvedTarget } from '../../resolve/index.js';

/** The queries in a panel that is written as Grafana's own JSON. */
export function rawTargets(json: Readonly<Record<string, unknown>>): ResolvedTarget[] {
  if (!Array.isArray(json.targets)) return [];
  const panelType = datasourceType(json);
  return (json.targets as readonly unknown[]).flatMap((target, index): ResolvedTarget[] => {
    if (!isRecord(target) || typeof target.expr !== 'string') return [];
    if ((datasourceType(target) ?? panelType ?? 'prometheus') !== 'prometheus') return [];
    return [
      {
        refId: typeof target.refId === 'string' ? target.refId : String.fromCharCode(65 + (index % 26)),
        language: 'promql',
        expr: target.expr,
        legend: typeof target.legendFormat === 'string' ? target.legendFormat : undefined,
        instant: target.instant === true,
        hide: target.hide === true,
        exemplar: target.exemplar === true,
        bound: false,
      },
    ];
  });
}

/** Type of the data source; undefined when the JSON names none. */
function datasourceType(json: Readonly<Record<string, unknown>>): string | undefined {
  const { datasource } = json;
  return isRecord(datasource) && typeof datasource.type === 'string' ? datasource.type : undefined;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
