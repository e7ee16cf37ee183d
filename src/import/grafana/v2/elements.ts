import { listOf, type Plain, plain, textOf } from '../../read/plain.js';
import { pieceOf, present, queryOf } from './pieces.js';

/** A panel as classic dashboards have it, other than its place; undefined for an element of an unknown kind. */
export function classicPanel(element: unknown, id: number): Plain | undefined {
  const { kind, spec: given } = plain(element);
  const spec = plain(given);
  if (kind === 'LibraryPanel') {
    const { uid, name } = plain(spec.libraryPanel);
    return { id, title: textOf(spec.title), libraryPanel: { uid, name } };
  }
  if (kind !== 'Panel') return undefined;
  const { title, description, links, transparent } = spec;
  const shown = pieceOf(spec.vizConfig, 'VizConfig');
  const { queries, transformations, queryOptions } = plain(plain(spec.data).spec);
  const targets = listOf(queries).map(classicTarget);
  const changes = listOf(transformations).map(classicTransformation);
  return present({
    id,
    type: shown.group,
    title: textOf(title),
    description,
    links,
    transparent,
    options: shown.spec.options,
    fieldConfig: shown.spec.fieldConfig,
    pluginVersion: shown.all.version ?? shown.spec.pluginVersion,
    ...plain(queryOptions),
    targets: targets.length > 0 ? targets : undefined,
    transformations: changes.length > 0 ? changes : undefined,
  });
}

function classicTarget(value: unknown): Plain {
  const spec = plain(plain(value).spec);
  const { query, datasource } = queryOf(spec.query, spec);
  return present({
    ...(typeof query === 'string' ? { expr: query } : query),
    refId: spec.refId,
    hide: spec.hidden === true ? true : undefined,
    datasource,
  });
}

function classicTransformation(value: unknown): Plain {
  const { group, spec } = pieceOf(value, 'Transformation');
  return { ...spec, id: textOf(spec.id) || group };
}
