import type { AnnotationQuery } from '@grafana/grafana-foundation-sdk/dashboard';
import type { PlainRecord } from '../../../plain.js';
import { present } from './present.js';
import { dataQuery } from './queries.js';
import type { AnnotationV2 } from './types.js';

/** An annotation: what a data source reads of it besides its query is kept as it was. */
export function annotationOf(annotation: AnnotationQuery): AnnotationV2 {
  const {
    name,
    enable,
    hide = false,
    iconColor,
    filter,
    placement,
    mappings,
    builtIn,
    ...asked
  } = annotation;
  const { datasource, target, ...legacy } = asked;
  const legacyOptions: PlainRecord = { ...legacy };
  return {
    kind: 'AnnotationQuery',
    spec: {
      name,
      enable,
      hide,
      iconColor,
      ...(builtIn !== undefined && { builtIn: Boolean(builtIn) }),
      ...present({ filter, placement, mappings }),
      query: dataQuery(datasource, target),
      ...(Object.keys(legacyOptions).length > 0 && { legacyOptions }),
    },
  };
}
