import { linkIcons, variableHides, variableRefreshes, variableSorts } from '../../src/grafana/index.js';
import { code, declaredIn, table, typesIn } from './panel-reference.js';

type Part = readonly [title: string, about: string, path: string, names: readonly string[]];

const parts: readonly Part[] = [
  ['dashboard', '', 'dashboards/dashboard', ['DashboardOptions']],
  ['timePicker', 'Fields of the option of a dashboard.', 'dashboards/dashboard', ['TimePicker']],
  ['row', '`row(title, panels, options)`', 'dashboards/row', ['RowOptions']],
  ['column', '`column(width, panels, options)`', 'dashboards/row', ['ColumnOptions']],
  ['tab', '`tab(title, rows, options)`', 'dashboards/tab', ['TabOptions']],
  ['autoGrid', 'Of dashboards, tabs and rows.', 'dashboards/auto-grid', ['AutoGrid']],
  ['variables', 'What all of them have.', 'dashboards/variable-fields', ['VariableOptions']],
  ['variable.query', '', 'dashboards/variable', ['QueryVariable', 'Choices']],
  ['variable.custom', '', 'dashboards/variable', ['CustomVariable', 'Choices']],
  ['variable.interval', '', 'dashboards/variable', ['IntervalVariable']],
  ['variable.text', '', 'dashboards/variable', ['TextVariable']],
  ['variable.constant', '', 'dashboards/variable', ['ConstantVariable']],
  ['variable.datasource', '', 'dashboards/datasource', ['DatasourceVariable']],
  ['variable.adhoc', '', 'dashboards/variable', ['AdhocVariable', 'AdhocFilter']],
  ['variable.raw', 'Any other type.', 'dashboards/variable', ['RawVariable']],
  ['annotations', 'What all of them have.', 'dashboards/annotation', ['AnnotationOptions']],
  ['annotation.alerts', '', 'dashboards/annotation', ['AlertAnnotationOptions']],
  ['annotation.query', '', 'dashboards/annotation', ['QueryAnnotationOptions', 'EventTexts']],
  ['annotation.logs', '', 'dashboards/annotation', ['LogAnnotationOptions', 'EventTexts']],
  ['annotation.grafana', '', 'dashboards/annotation', ['GrafanaAnnotationOptions']],
  ['annotation.raw', '', 'dashboards/annotation', ['RawAnnotationOptions']],
  [
    'links',
    'Links to a URL (`title`, `url`), or to dashboards by their tags.',
    'dashboards/link',
    ['BarLink', 'TagLink'],
  ],
  ['grafanaResources', 'Of a bundle.', 'deployment/grafana-resources', ['GrafanaResources']],
];

function choices(name: string, values: readonly string[]): string {
  return `type ${name} = ${values.map((value) => `'${value}'`).join(' | ')};`;
}

/** All options of dashboards and their parts, except panels. */
export function dashboardReference(): string {
  const texts = parts.flatMap(([title, about, path, names]) => {
    const declared = declaredIn(`define/${path}.ts`);
    const options = names.flatMap((name) => {
      const found = declared.get(name);
      if (!found) throw new Error(`${path} has no interface ${name}`);
      return found.filter((option) => option.name !== 'type');
    });
    return [`## ${title}`, ...(about === '' ? [] : [about]), table(options)];
  });
  return `${[
    '# Dashboards',
    'All options of dashboards, rows, tabs, variables, annotations and links. Examples are in [the guide](guide.md#dashboards),\npanels and queries in [panels.md](panels.md).',
    ...texts,
    '## Types',
    code([
      choices('VariableSort', Object.keys(variableSorts)),
      choices('VariableRefresh', Object.keys(variableRefreshes)),
      choices('VariableHide', Object.keys(variableHides)),
      choices('LinkIcon', linkIcons),
    ]),
    '## showWhen',
    'Conditions for showing rows and tabs.',
    code(typesIn('define/dashboards/show-when.ts', ['ShowCondition', 'ShowConditions'])),
  ].join('\n\n')}\n`;
}
