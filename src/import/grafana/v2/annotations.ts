import { type Plain, plain } from '../../read/plain.js';
import { present, queryOf } from './pieces.js';

/** An annotation as classic dashboards have it: what its data source reads stands beside its name. */
export function classicAnnotation(value: unknown): Plain {
  const { query: asked, legacyOptions, builtIn, datasource: _, ...spec } = plain(plain(value).spec);
  const { query, datasource } = queryOf(asked, plain(plain(value).spec));
  const hasQuery = typeof query === 'string' ? query !== '' : Object.keys(query).length > 0;
  return present({
    ...plain(legacyOptions),
    ...spec,
    builtIn: builtIn === true ? 1 : undefined,
    datasource,
    target: hasQuery ? query : undefined,
  });
}
