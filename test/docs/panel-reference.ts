import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { isPanelType, panelTypes } from '../../src/grafana/index.js';
import { cases } from '../grafana/panel-options/cases.js';
import { common, type OptionCase } from '../grafana/panel-options/common.js';

/** An option as declared. */
export interface Declared {
  readonly name: string;
  readonly type: string;
  readonly about: string;
  readonly standard: string;
}

const read = (path: string) => readFileSync(new URL(`../../src/${path}`, import.meta.url), 'utf8');

const interfaces = /(?:^|\n)(?:export )?interface (\w+)[^{]*\{\n(.*?)\n\}/gs;
const member = /(?:\/\*\*(.*?)\*\/\s*)?readonly (\w+)\??:\s*(.*?);(?=\n\s*(?:\/\*\*|readonly |$)|$)/gs;

/** The options in the interfaces of a file, by the name of the interface. */
export function declaredIn(path: string): ReadonlyMap<string, readonly Declared[]> {
  return new Map(
    [...read(path).matchAll(interfaces)].map(([, name = '', body = '']) => [
      name,
      [...body.replaceAll(/^ {2}/gm, '').matchAll(member)].map(([, text = '', option = '', type = '']) => {
        const [about = '', standard = ''] = text
          .replaceAll(/\n\s*\* ?/g, ' ')
          .split('@default')
          .map((part) => part.trim());
        return { name: option, type: oneLine(type), about, standard };
      }),
    ]),
  );
}

function oneLine(type: string): string {
  return type
    .replaceAll(/\/\*\*.*?\*\//gs, '')
    .replaceAll('readonly ', '')
    .replaceAll(/\s+/g, ' ')
    .replace(/^\| /, '')
    .replaceAll(' & {}', '')
    .trim();
}

export function table(options: readonly Declared[]): string {
  const escaped = (text: string) => text.replaceAll('|', '\\|');
  return [
    '| option | values | what it does | default |',
    '| --- | --- | --- | --- |',
    ...options.map(
      ({ name, type, about, standard }) =>
        `| \`${name}\` | \`${escaped(type)}\` | ${escaped(about)} | ${escaped(standard)} |`,
    ),
  ].join('\n');
}

function example(type: string, given: object): string {
  const shown = inspect(
    { title: 'Queue', show: '@queue', ...given },
    { depth: null, breakLength: 100, sorted: false },
  );
  return `panel.${type}(${shown.replace("'@queue'", 'queue')});`;
}

export function code(lines: readonly string[]): string {
  return `\`\`\`ts\n${lines.join('\n')}\n\`\`\``;
}

/** Groups of options that several panel types have: the heading, the file, the interfaces. */
const groups: readonly (readonly [title: string, path: string, names: readonly string[]])[] = [
  ['style of graphs', 'style', ['GraphStyle']],
  ['style of bars', 'style', ['BarStyle', 'GradientBarStyle', 'StateStyle']],
  ['axis', 'axis', ['AxisOptions']],
  ['legend', 'legend', ['LegendOptions']],
  ['tooltip', 'tooltip', ['TooltipOptions']],
  ['thresholds', 'thresholds', ['ThresholdOptions', 'GraphThresholdOptions', 'ThresholdStep']],
  ['color', 'color', ['SchemeColor']],
  ['reduce', 'reduce', ['ReduceOptions']],
  ['textSize', 'text-size', ['TextSize']],
  ['links', 'link', ['Link']],
];

/** Types of option values: the file, the names. */
const types: readonly (readonly [path: string, names: readonly string[]])[] = [
  ['options/color.ts', ['Color']],
  ['options/mappings.ts', ['ValueMapping']],
  ['options/overrides.ts', ['OverrideMatch']],
  ['options/style.ts', ['LineStyle', 'Stack']],
  ['options/axis.ts', ['AxisScale']],
  ['panel-types/table.ts', ['Cell']],
  ['panel-types/heatmap.ts', ['HeatmapColor']],
];

export function typesIn(path: string, names: readonly string[]): readonly string[] {
  const text = read(path);
  return names.map((name) => {
    const found = new RegExp(`export type ${name} =.*?;\\n(?=\\n|export|const|interface)`, 's').exec(text);
    if (!found) throw new Error(`${path} has no type ${name}`);
    return found[0].replace('export ', '').replaceAll('readonly ', '').replaceAll(' & {}', '').trim();
  });
}

/** Functions for queries: the heading, the file, the interfaces. */
const queries: readonly (readonly [title: string, path: string, names: readonly string[]])[] = [
  ['all queries', 'query-fields', ['CommonQueryOptions']],
  ['query and logs', 'query', ['SeriesOptions']],
  ['query', 'query', ['QueryOptions']],
  ['logs', 'query', ['LogQueryOptions']],
  ['traces', 'query', ['TraceQueryOptions']],
  ['rawQuery', 'other-query', ['RawQueryOptions']],
  ['dashboardQuery', 'other-query', ['DashboardQueryOptions']],
  ['expression.reduce', 'expression', ['ReduceExpressionOptions']],
  ['expression.resample', 'expression', ['ResampleExpressionOptions']],
  ['expression.threshold', 'expression', ['ThresholdExpressionOptions']],
  ['expression.classicConditions', 'expression', ['ClassicConditionOptions']],
  ['datasource', 'datasource', ['VariableSourceOptions', 'FixedSourceOptions']],
];

/** All options of panels, each with an example that is compiled and built. */
export function panelReference(): string {
  const panel = declaredIn('define/dashboards/panel.ts').get('CommonPanelOptions') ?? [];
  const ofFields = declaredIn('grafana/options/fields.ts');
  const fields = [...(ofFields.get('CommonFieldOptions') ?? []), ...(ofFields.get('FieldOptions') ?? [])];
  const known = new Set([...panel, ...fields].map(({ name }) => name));
  const parts = [
    '# Panels and queries',
    'All options of panels and queries. The examples are compiled, built and read back by tests; `queue` is a signal.\nSettings without an option go to `json`.',
    '## All types',
    table(panel),
    '## Fields',
    'All panel types that show values have these options, and `overrides` with the same options for single series.',
    table(fields),
    code([example('timeseries', common.given)]),
    ...groups.flatMap(([title, path, names]) => {
      const declared = declaredIn(`grafana/options/${path}.ts`);
      return [`### ${title}`, table(names.flatMap((name) => declared.get(name) ?? []))];
    }),
  ];
  for (const type of Object.keys(panelTypes).filter(isPanelType)) {
    const path = `grafana/panel-types/${type.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`;
    const [, about = ''] = /\/\*\* ([^\n]*) \*\/\nexport const \w+: PanelTypeModule/.exec(read(path)) ?? [];
    const declared = [...declaredIn(path)]
      .filter(([name]) => /^(Own|Field)/.test(name))
      .flatMap(([, all]) => all);
    const own = declared.filter(({ name }) => !known.has(name));
    const options = Object.keys(panelTypes[type].shapes);
    const shared = options.filter((name) => !own.some((one) => one.name === name));
    const all: readonly OptionCase[] = cases[type] ?? [];
    const shown = all.filter(({ given }) => given !== common.given && Object.keys(given).length > 0);
    parts.push(
      `## ${type}`,
      `${about} Grafana's \`${panelTypes[type].plugin}\`.`,
      ...(own.length > 0 ? [table(own)] : []),
      ...(shared.length > 0 ? [`Besides: ${shared.map((name) => `\`${name}\``).join(', ')}.`] : []),
      ...(shown.length > 0 ? [code(shown.map(({ given }) => example(type, given)))] : []),
    );
  }
  parts.push(
    '## Types',
    code(types.flatMap(([path, names]) => typesIn(`grafana/${path}`, names))),
    '## Queries',
    'What panels can show besides signals. Examples are in [the guide](guide.md).',
    ...queries.flatMap(([title, path, names]) => {
      const declared = declaredIn(`define/dashboards/${path}.ts`);
      return [`### ${title}`, table(names.flatMap((name) => declared.get(name) ?? []))];
    }),
  );
  return `${parts.join('\n\n')}\n`;
}
