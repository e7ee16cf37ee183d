import type { AnnotationQuery } from '@grafana/grafana-foundation-sdk/dashboard';
import { referenceTo } from '../../define/dashboards/datasource.js';
import { grafanaAnnotations, merged } from '../../grafana/index.js';
import type { ResolvedAnnotation, ResolvedDashboard } from '../../resolve/index.js';

/** A query of annotations as Grafana's JSON object. */
export function annotationOf(annotation: ResolvedAnnotation, dashboard: ResolvedDashboard): AnnotationQuery {
  const { source, filter } = annotation;
  const { enabled = true, hide } = source;
  const { datasource, ...asked } = queryOf(annotation, dashboard);
  const made = {
    name: source.name,
    datasource,
    enable: enabled,
    ...(hide === true && { hide }),
    ...(hide === 'menu' && { placement: 'inControlsMenu' }),
    iconColor: source.color,
    ...asked,
    ...(filter && { filter: { exclude: filter.exclude, ids: filter.ids.flatMap((id) => id ?? []) } }),
  };
  return merged(made, source.json ?? {}) as object as AnnotationQuery;
}

/** What is asked, and how events are made of it. */
function queryOf({ source, expr }: ResolvedAnnotation, { sources }: ResolvedDashboard) {
  switch (source.type) {
    case 'alerts':
      return {
        datasource: referenceTo(source.source ?? sources.promql),
        expr,
        titleFormat: '{{alertname}}',
        textFormat: '{{severity}}',
        tagKeys: 'severity',
      };
    case 'query': {
      const { step, useValueForTime } = source;
      return {
        datasource: referenceTo(source.source ?? sources.promql),
        expr,
        ...formatsOf(source),
        ...(step !== undefined && { step }),
        ...(useValueForTime && { useValueForTime }),
      };
    }
    case 'logs': {
      const { maxLines } = source;
      return {
        datasource: referenceTo(source.source ?? sources.logql),
        expr,
        ...formatsOf(source),
        ...(maxLines !== undefined && { maxLines }),
      };
    }
    case 'grafana': {
      const { tags = [], matchAny = false, limit = 100 } = source;
      const type = tags.length > 0 ? 'tags' : 'dashboard';
      return { datasource: grafanaAnnotations, type, target: { limit, matchAny, tags: [...tags], type } };
    }
    case 'raw':
      return { datasource: referenceTo(source.source) };
  }
}

function formatsOf({
  title,
  text,
  tags,
}: {
  readonly title?: string;
  readonly text?: string;
  readonly tags?: readonly string[];
}) {
  return {
    ...(title !== undefined && { titleFormat: title }),
    ...(text !== undefined && { textFormat: text }),
    ...(tags !== undefined && { tagKeys: tags.join(',') }),
  };
}
