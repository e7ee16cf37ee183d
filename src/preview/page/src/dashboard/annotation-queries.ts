import type { AnnotationJson, DashboardJson } from './json.js';

/** An annotation with its expression. */
export interface AnnotationQuery {
  readonly json: AnnotationJson;
  readonly expr: string;
}

/** The annotations that are shown and come from PromQL: others have no data here. */
export function annotationQueries({ annotations }: Pick<DashboardJson, 'annotations'>): AnnotationQuery[] {
  return (annotations?.list ?? []).flatMap((json) => {
    const expr = json.target?.expr ?? json.expr;
    return isShown(json) && expr && isPrometheus(json) ? [{ json, expr }] : [];
  });
}

/** Names of the annotations that are shown and are not drawn here. */
export function undrawnAnnotations(dashboard: Pick<DashboardJson, 'annotations'>): string[] {
  const drawn = new Set(annotationQueries(dashboard).map(({ json }) => json));
  return (dashboard.annotations?.list ?? []).flatMap((json) =>
    !isShown(json) || drawn.has(json) ? [] : [`annotation ${json.name ?? ''}`],
  );
}

function isShown({ enable, builtIn }: AnnotationJson): boolean {
  return !builtIn && enable !== false;
}

function isPrometheus({ datasource }: AnnotationJson): boolean {
  const type = typeof datasource === 'object' && datasource !== null ? datasource.type : undefined;
  return type === undefined || type === 'prometheus';
}
