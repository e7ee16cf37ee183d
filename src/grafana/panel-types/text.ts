import type { Options } from '@grafana/grafana-foundation-sdk/text';
import { text as anyText, choice, fields, optionsFrom, required } from '../../catalog/shape/index.js';
import { graphSize, gridColumns } from '../grid.js';
import type { Data, Plain, WithJson } from '../sdk.js';
import { namesOf, type PanelTypeModule, usual } from './panel-type.js';

type Language = Plain<NonNullable<Options['code']>>['language'];
interface OwnOptions {
  /** Markdown. @default empty */
  readonly markdown?: string;
  /** HTML instead of Markdown; Grafana removes scripts from it. */
  readonly html?: string;
  /** Code instead of Markdown, highlighted in a language. */
  readonly code?: { readonly language: Language; readonly content: string };
}
/**
 * Options of `panel.text`, besides those of all panels.
 *
 * @interface
 * @example panel.text({ title: 'About', markdown: 'Owned by the platform team.' })
 */
export type TextOptions = OwnOptions & WithJson<Options>;

/** The text panel. */
export const text: PanelTypeModule<TextOptions> = {
  ...usual,
  plugin: 'text',
  size: { w: gridColumns, h: graphSize.h },
  untitled: true,
  sdk: () => import('@grafana/grafana-foundation-sdk/text'),
  optionNames: namesOf<Options>({ mode: true, code: true, content: true }, ['renderMode']),
  shapes: fields<OwnOptions>({
    markdown: anyText,
    html: anyText,
    code: optionsFrom(
      fields<NonNullable<OwnOptions['code']>>({
        language: required(
          choice('json', 'yaml', 'xml', 'typescript', 'sql', 'go', 'markdown', 'html', 'plaintext'),
        ),
        content: required(anyText),
      }),
    ),
  }),
  base: ({ html, code }) => (html === undefined && code === undefined ? { markdown: '' } : {}),
  options: ({ markdown, html, code }): Data<Options> => {
    if (code) {
      const { language, content } = code;
      return { mode: 'code', content, code: { language, showLineNumbers: false, showMiniMap: false } };
    }
    if (html !== undefined) return { mode: 'html', content: html };
    return markdown === undefined ? {} : { mode: 'markdown', content: markdown };
  },
};
