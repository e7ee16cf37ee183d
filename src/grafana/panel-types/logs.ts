import type { Options } from '@grafana/grafana-foundation-sdk/logs';
import { choice, fields, flag } from '../../catalog/shape/index.js';
import { graphSize } from '../grid.js';
import { type FieldOptions, type WithOverrides, withOverrides } from '../options/fields.js';
import { type Data, defined, type PanelData } from '../sdk.js';
import { type PanelTypeModule, usual } from './panel-type.js';

interface OwnOptions {
  /** @default true */
  readonly showTime?: boolean;
  /** The labels of each line. @default false */
  readonly showLabels?: boolean;
  /** The labels that all lines have, above them. @default false */
  readonly showCommonLabels?: boolean;
  /** Long lines are broken. @default true */
  readonly wrap?: boolean;
  /** JSON is indented. @default false */
  readonly prettify?: boolean;
  /** Labels and fields of a line on a click. @default true */
  readonly details?: boolean;
  /** @default newest: first */
  readonly order?: 'newest' | 'oldest';
  /** Lines that are the same: as a whole, but for numbers, or but for letters and numbers. @default none */
  readonly dedup?: 'none' | 'exact' | 'numbers' | 'signature';
  /** A button for the lines around one. @default false */
  readonly context?: boolean;
  /** More lines when one scrolls. @default false */
  readonly infiniteScrolling?: boolean;
  /** @default default */
  readonly fontSize?: 'default' | 'small';
}
export type LogsOptions = WithOverrides<FieldOptions> & OwnOptions & { readonly json?: PanelData<Options> };

/** Lines of logs. */
export const logs: PanelTypeModule<LogsOptions> = {
  ...usual,
  plugin: 'logs',
  size: graphSize,
  sdk: () => import('@grafana/grafana-foundation-sdk/logs'),
  shapes: {
    ...withOverrides(),
    ...fields<OwnOptions>({
      showTime: flag,
      showLabels: flag,
      showCommonLabels: flag,
      wrap: flag,
      prettify: flag,
      details: flag,
      order: choice('newest', 'oldest'),
      dedup: choice('none', 'exact', 'numbers', 'signature'),
      context: flag,
      infiniteScrolling: flag,
      fontSize: choice('default', 'small'),
    }),
  },
  defaults: () => ({ showTime: true, wrap: true, details: true, order: 'newest' }),
  options: (options): Data<Options> =>
    defined({
      showLabels: options.showLabels,
      showCommonLabels: options.showCommonLabels,
      showTime: options.showTime,
      showLogContextToggle: options.context,
      wrapLogMessage: options.wrap,
      prettifyLogMessage: options.prettify,
      enableLogDetails: options.details,
      sortOrder: options.order && orders[options.order],
      dedupStrategy: options.dedup,
      enableInfiniteScrolling: options.infiniteScrolling,
      fontSize: options.fontSize,
    }),
};

const orders = { newest: 'Descending', oldest: 'Ascending' } as const;
