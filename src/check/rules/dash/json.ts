import { unit } from '../../../catalog/shape/units.js';
import type {
  Annotation,
  AnyPanelOptions,
  DashboardLink,
  Panel,
  PanelQuery,
  Variable,
} from '../../../define/index.js';
import {
  annotationKeys,
  annotationSettings,
  dashboardKeys,
  dashboardSettings,
  fieldProperties,
  languageTitles,
  linkKeys,
  linkSettings,
  panelTypes,
  queryKeys,
  querySettings,
  rowKeys,
  rowSettings,
  settingsOfOptions,
  variableKeys,
  variableSettings,
} from '../../../grafana/index.js';
import { isRecord, recordsOf } from '../../../plain.js';
import { queriesOf } from '../../../resolve/index.js';
import type { Check } from '../../check.js';
import { type JsonProblem, jsonProblems, saidBy } from '../../collect/json-problems.js';
import { type Subject, within } from '../../collect/subject.js';

export const json: Check = {
  id: 'dash/json',
  level: 'error',
  summary: 'json that overrides an option, or that Grafana does not support',
  dashboard({ dashboard, subject: owner, items, panels }, report) {
    const { options } = dashboard.source;
    const look = (
      json: unknown,
      subject: Subject,
      name: string,
      problemsIn: (written: Json) => Iterable<JsonProblem>,
    ): void => {
      if (!isRecord(json)) return;
      for (const problem of problemsIn(json)) report(subject, `${name}${problem.message}`, problem);
    };
    look(options.json, owner, '', (json) => inDashboard(json, options));
    for (const variable of dashboard.variables) {
      const { name } = variable;
      const at = within(owner, `variables/${name}`);
      look(variable.json, at, `variable ${name}: `, (json) => inVariable(variable, json));
    }
    for (const { source } of dashboard.annotations) {
      const at = within(owner, `annotations/${source.name}`);
      look(source.json, at, `annotation ${source.name}: `, (json) => inAnnotation(source, json));
    }
    for (const link of options.links ?? []) {
      look(link.json, owner, `link "${link.title}": `, (json) => inLink(link, json));
    }
    for (const item of items) {
      if (item.type !== 'row') continue;
      look(item.source.json, owner, `row "${item.title}": `, (json) => inRow(json, item.source));
    }
    for (const { panel, subject } of panels) {
      const { source } = panel;
      if (source.type === 'raw') continue;
      const { json: written }: AnyPanelOptions = source.options;
      if (isRecord(written))
        for (const problem of inPanel(written, source)) report(subject, problem.message, problem);
      queriesOf(source).forEach((query, index) => {
        for (const problem of inQuery(query))
          report(subject, `query ${panel.targets[index]?.refId}: ${problem.message}`, problem);
      });
    }
  },
};

type Json = Readonly<Record<string, unknown>>;

function inDashboard(written: Json, options: object): Iterable<JsonProblem> {
  return jsonProblems(written, {
    of: 'a dashboard',
    reserved: {
      id: 'nothing: Grafana numbers its dashboards itself',
      uid: 'the option uid',
      title: 'the option title',
      version: 'nothing: Grafana counts versions itself',
      panels: 'the option rows',
      'templating.list': 'the option variables',
      'annotations.list': 'the option annotations',
    },
    said: saidBy(options, dashboardSettings),
    known: {
      '': dashboardKeys,
      timepicker: ['hidden', 'refresh_intervals', 'quick_ranges', 'time_options', 'nowDelay'],
      time: ['from', 'to'],
    },
  });
}

function inRow(written: Json, options: object): Iterable<JsonProblem> {
  return jsonProblems(written, {
    of: 'a row',
    reserved: {
      type: 'nothing: a row is a row',
      id: 'the option id',
      title: 'the title of the row',
      gridPos: 'the order of the rows',
      panels: 'the panels of the row',
    },
    said: saidBy(options, rowSettings),
    known: { '': rowKeys },
  });
}

function inVariable(variable: Variable, written: Json): Iterable<JsonProblem> {
  const raw = variable.type === 'raw';
  return jsonProblems(written, {
    of: 'a variable',
    reserved: {
      name: 'the option name',
      ...(!raw && { type: 'the function of that type, such as variable.custom, or variable.raw' }),
    },
    said: saidBy(variable, variableSettings),
    // Of another type Grafana may know more than is known here.
    ...(!raw && { known: { '': variableKeys } }),
  });
}

function inAnnotation(annotation: Annotation, written: Json): Iterable<JsonProblem> {
  const raw = annotation.type === 'raw';
  return jsonProblems(written, {
    of: 'an annotation',
    reserved: {
      name: 'the option name',
      ...(raw || annotation.type === 'grafana' ? {} : { expr: 'the option expr' }),
      ...(annotation.type === 'grafana' && { target: 'the options tags, matchAny and limit' }),
      datasource: 'the option source',
    },
    said: saidBy(annotation, annotationSettings),
    ...(!raw && { known: { '': annotationKeys } }),
  });
}

function inLink(link: DashboardLink, written: Json): Iterable<JsonProblem> {
  return jsonProblems(written, {
    of: 'a link',
    reserved: { type: 'the options url or tags' },
    said: saidBy(link, linkSettings),
    known: { '': linkKeys },
  });
}

/** Position, id and type of a panel: links and other panels depend on them. */
const places = {
  id: 'the option id',
  gridPos: 'the options width, height and at',
  type: 'the function of that type, such as panel.stat, or panel.raw',
};

/** Keys of a panel of Grafana's dashboards, other than those of its place. */
const panelKeys =
  `pluginVersion targets title description transparent datasource links repeat repeatDirection maxPerRow
  maxDataPoints transformations interval timeFrom timeShift hideTimeOverride timeCompare libraryPanel cacheTimeout
  queryCachingTTL options fieldConfig`.split(/\s+/);

function* inPanel(written: Json, { type, options }: Panel): Generator<JsonProblem> {
  yield* jsonProblems(written, {
    of: `a ${type} panel`,
    reserved: places,
    said: settingsOfOptions(type, options),
    known: {
      '': [...panelKeys, ...Object.keys(places)],
      fieldConfig: ['defaults', 'overrides'],
      'fieldConfig.defaults': [...fieldProperties, 'custom'],
      'fieldConfig.defaults.custom': panelTypes[type].customNames,
      ...(panelTypes[type].optionNames.length > 0 ? { options: panelTypes[type].optionNames } : {}),
    },
  });
  yield* badUnits(written);
}

function* badUnits({ fieldConfig }: Json): Generator<JsonProblem> {
  if (!isRecord(fieldConfig)) return;
  const { defaults, overrides } = fieldConfig;
  if (isRecord(defaults)) yield* badUnit(defaults.unit, 'fieldConfig.defaults.unit');
  for (const override of records(overrides))
    for (const { id, value } of records(override.properties))
      if (id === 'unit') yield* badUnit(value, 'the unit of an override');
}

function* badUnit(given: unknown, where: string): Generator<JsonProblem> {
  if (given === undefined) return;
  for (const { message, expected, suggestion } of unit(given) ?? [])
    yield { message: `json: ${where} ${message}`, expected, suggestion };
}

function records(value: unknown): readonly Json[] {
  return recordsOf(value);
}

/** What a query has an option or a part of its own for, whatever it asks. */
const ofQueries = { refId: 'the option id', datasource: 'the option source' };

function inQuery(query: PanelQuery): Iterable<JsonProblem> {
  if (!('json' in query) || !isRecord(query.json)) return [];
  switch (query.language) {
    case 'raw':
      return jsonProblems(query.json, {
        of: 'a query',
        reserved: ofQueries,
        said: saidBy(query, { hide: ['hide'] }),
      });
    case 'expression':
      return jsonProblems(query.json, {
        of: 'an expression',
        reserved: {
          ...ofQueries,
          datasource: 'nothing: expressions are computed by Grafana',
          type: 'the function of that type, such as expression.math',
          expression: 'the arguments of the function',
          conditions: 'the arguments of the function',
        },
        said: saidBy(query, { hide: ['hide'] }),
      });
    default: {
      const { language } = query;
      const text = language === 'traceql' ? 'query' : 'expr';
      return jsonProblems(query.json, {
        of: `a query in ${languageTitles[language]}`,
        reserved: { ...ofQueries, [text]: 'the arguments of the function' },
        said: saidBy(query, querySettings[language]),
        known: { '': queryKeys[language] },
      });
    }
  }
}
