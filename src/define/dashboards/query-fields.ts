import { type Fields, flag, name } from '../../catalog/shape/index.js';

/** Options of the queries of all data sources. */
export interface CommonQueryOptions {
  /** Id of the query on the panel (`refId`), to which expressions and overrides refer. @default A, B, … in order */
  readonly id?: string;
  /** Runs the query without showing its results, for expressions. @default false */
  readonly hide?: boolean;
}

export const commonQueryFields: Fields<CommonQueryOptions> = { id: name, hide: flag };
