import { type Fields, flag, name } from '../../catalog/shape/index.js';

/** What queries of all data sources have. */
export interface CommonQueryOptions {
  /** Its id on the panel, as expressions and overrides name it. @default A, B, … in order */
  readonly id?: string;
  /** Asked, but not shown: for expressions. @default false */
  readonly hide?: boolean;
}

export const commonQueryFields: Fields<CommonQueryOptions> = { id: name, hide: flag };
