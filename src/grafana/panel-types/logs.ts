import type { Options } from '@grafana/grafana-foundation-sdk/logs';
import { choice, fields, flag } from '../../catalog/shape/index.js';
import { graphSize } from '../grid.js';
import { type FieldOptions, type WithOverrides, withOverrides } from '../options/fields.js';
import { type Data, defined, type WithJson } from '../sdk.js';
import { namesOf, type PanelTypeModule, usual } from './panel-type.js';

interface OwnOptions {
  /** Shows the time of each line. @default true */
  readonly showTime?: boolean;
  /** Shows the labels of each line. @default false */
  readonly showLabels?: boolean;
  /** Shows the common labels of all lines above them. @default false */
  readonly showCommonLabels?: boolean;
  /** Wraps long lines. @default true */
  readonly wrap?: boolean;
  /** Pretty-prints JSON. @default false */
  readonly prettify?: boolean;
  /** Shows the details of a line on click. @default true */
  readonly details?: boolean;
  /** Order of the lines. @default newest first */
  readonly order?: 'newest' | 'oldest';
  /**
   * Deduplication: of equal lines (`exact`), of lines that differ only in numbers (`numbers`), or only in letters and
   * digits (`signature`).
   *
   * @default none
   */
  readonly dedup?: 'none' | 'exact' | 'numbers' | 'signature';
  /** Shows a button for the context of a line. @default false */
  readonly context?: boolean;
  /** Loads more lines on scrolling. @default false */
  readonly infiniteScrolling?: boolean;
  /** Font size. @default default */
  readonly fontSize?: 'default' | 'small';
}
/**
 * Options of `panel.logs`, besides those of all panels.
 *
 * @interface
 * @example panel.logs({ title: 'Errors', show: logs('{app="api"} |= "error"') })
 */
export type LogsOptions = WithOverrides<FieldOptions> & OwnOptions & WithJson<Options>;

/** The logs panel. */
export const logs: PanelTypeModule<LogsOptions> = {
  ...usual,
  plugin: 'logs',
  size: graphSize,
  sdk: () => import('@grafana/grafana-foundation-sdk/logs'),
  optionNames: namesOf<Options>(
    {
      showLabels: true,
      showCommonLabels: true,
      showTime: true,
      showLogContextToggle: true,
      wrapLogMessage: true,
      prettifyLogMessage: true,
      enableLogDetails: true,
      sortOrder: true,
      dedupStrategy: true,
      enableInfiniteScrolling: true,
      showControls: true,
      showFieldSelector: true,
      syntaxHighlighting: true,
      fontSize: true,
      detailsMode: true,
    },
    [
      'allowDownload',
      'displayedFields',
      'noInteractions',
      'showLevel',
      'showLogAttributes',
      'timestampResolution',
      'unwrappedColumns',
    ],
  ),
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
