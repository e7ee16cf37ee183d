import { type Cases, common } from './common.js';

/** Tables, logs and text. */
export const tableAndTextCases: Cases = {
  table: [
    common,
    {
      given: {
        cell: { type: 'gauge', mode: 'lcd', value: 'hidden' },
        align: 'center',
        columnWidth: 100,
        minColumnWidth: 50,
        filterable: true,
        inspect: true,
        hidden: false,
        sortBy: [{ column: 'Requests', descending: true }],
        footer: { calculations: ['sum'], columns: ['Requests'], countRows: true },
        showHeader: false,
        cellHeight: 'lg',
        pagination: true,
      },
      options: {
        sortBy: [{ displayName: 'Requests', desc: true }],
        footer: {
          show: true,
          reducer: ['sum'],
          fields: ['Requests'],
          countRows: true,
          enablePagination: true,
        },
        showHeader: false,
        cellHeight: 'lg',
      },
      custom: {
        cellOptions: { type: 'gauge', mode: 'lcd', valueDisplayMode: 'hidden' },
        align: 'center',
        width: 100,
        minWidth: 50,
        filterable: true,
        inspect: true,
        hidden: false,
      },
    },
    { given: { cell: 'color-text' }, custom: { cellOptions: { type: 'color-text' } } },
    { given: { cell: 'gauge' }, custom: { cellOptions: { type: 'gauge', mode: 'basic' } } },
    { given: { cell: 'color-background' }, custom: { cellOptions: { mode: 'gradient' } } },
    {
      given: { cell: { type: 'color-background', mode: 'basic', applyToRow: true, wrap: true } },
      custom: { cellOptions: { type: 'color-background', mode: 'basic', applyToRow: true, wrapText: true } },
    },
    {
      given: { cell: { type: 'auto', wrap: true } },
      custom: { cellOptions: { type: 'auto', wrapText: true } },
    },
    { given: { sortBy: 'Name' }, options: { sortBy: [{ displayName: 'Name', desc: false }] } },
    { given: { sortBy: { column: 'Name' } }, options: { sortBy: [{ displayName: 'Name', desc: false }] } },
  ],
  logs: [
    common,
    {
      given: {
        showTime: false,
        showLabels: true,
        showCommonLabels: true,
        wrap: false,
        prettify: true,
        details: false,
        order: 'oldest',
        dedup: 'exact',
        context: true,
        infiniteScrolling: true,
        fontSize: 'small',
      },
      options: {
        showTime: false,
        showLabels: true,
        showCommonLabels: true,
        wrapLogMessage: false,
        prettifyLogMessage: true,
        enableLogDetails: false,
        sortOrder: 'Ascending',
        dedupStrategy: 'exact',
        showLogContextToggle: true,
        enableInfiniteScrolling: true,
        fontSize: 'small',
      },
    },
  ],
  text: [
    { given: { markdown: '# A' }, options: { mode: 'markdown', content: '# A' } },
    { given: { html: '<b>A</b>' }, options: { mode: 'html', content: '<b>A</b>' } },
    {
      given: { code: { language: 'yaml', content: 'a: 1' } },
      options: { mode: 'code', content: 'a: 1', code: { language: 'yaml' } },
    },
    { given: {}, options: { mode: 'markdown', content: '' } },
  ],
};
