import { unit } from '../../../catalog/shape/units.js';
import { didYouMean } from '../../../catalog/similar.js';
import type { AnyPanelOptions, Panel } from '../../../define/index.js';
import { fieldProperties, leavesOf, panelTypes, saidSettings } from '../../../grafana/index.js';
import type { Check, Details } from '../../check.js';
import { isRecord } from '../../collect/raw-panel.js';
import { listed } from '../../names.js';

export const json: Check = {
  id: 'dash/json',
  level: 'error',
  summary: 'json on a panel that sets the same as an option, or something unknown to Grafana',
  dashboard({ panels }, report) {
    for (const { panel, subject } of panels) {
      const { source } = panel;
      if (source.type === 'raw') continue;
      const { json: written }: AnyPanelOptions = source.options;
      if (!isRecord(written)) continue;
      const tell = (problem: Problem) => report(subject, problem.message, problem);
      for (const problem of [...placed(written), ...saidTwice(written, source), ...badUnit(written)])
        tell(problem);
      for (const problem of unknown(written, source)) tell({ ...problem, level: 'warning' });
    }
  },
};

interface Problem extends Details {
  readonly message: string;
}
type Json = Readonly<Record<string, unknown>>;

/** Position, id and type of a panel: links and other panels depend on them. */
const places: Readonly<Record<string, string>> = {
  id: 'the option id',
  gridPos: 'the options width, height and at',
  type: 'the function of that type, such as panel.stat, or panel.raw',
};

function* placed(written: Json): Generator<Problem> {
  for (const [key, expected] of Object.entries(places))
    if (Object.hasOwn(written, key)) yield { message: `json must not set ${key}`, expected };
}

function* saidTwice(written: Json, { type, options }: Panel): Generator<Problem> {
  const said = saidSettings(type, options);
  for (const path of leavesOf(written)) {
    const twice = said.find((one) => path.every((key, index) => (one.path[index] ?? key) === key));
    if (!twice) continue;
    yield {
      message: `json sets ${path.join('.')}, and so does the option ${twice.option}`,
      expected: `${twice.option} alone`,
    };
  }
}

function* badUnit({ fieldConfig }: Json): Generator<Problem> {
  const defaults = isRecord(fieldConfig) ? fieldConfig.defaults : undefined;
  if (!isRecord(defaults) || defaults.unit === undefined) return;
  for (const { message, expected, suggestion } of unit(defaults.unit) ?? [])
    yield { message: `json: fieldConfig.defaults.unit ${message}`, expected, suggestion };
}

/** Keys of a panel of Grafana's dashboards, other than those of its place. */
const panelKeys =
  `pluginVersion targets title description transparent datasource links repeat repeatDirection maxPerRow
  maxDataPoints transformations interval timeFrom timeShift hideTimeOverride timeCompare libraryPanel cacheTimeout
  queryCachingTTL options fieldConfig`.split(/\s+/);

/** Keys that the SDK's types do not have either: of a newer Grafana, or misspelt. */
function* unknown(written: Json, { type }: Panel): Generator<Problem> {
  const { customNames } = panelTypes[type];
  const fieldConfig = isRecord(written.fieldConfig) ? written.fieldConfig : {};
  const defaults = isRecord(fieldConfig.defaults) ? fieldConfig.defaults : {};
  const custom = isRecord(defaults.custom) ? defaults.custom : {};
  const levels: readonly [at: string, data: Json, known: readonly string[]][] = [
    ['', written, [...panelKeys, ...Object.keys(places)]],
    ['fieldConfig.', fieldConfig, ['defaults', 'overrides']],
    ['fieldConfig.defaults.', defaults, [...fieldProperties, 'custom']],
    ['fieldConfig.defaults.custom.', custom, customNames],
  ];
  for (const [at, data, known] of levels)
    for (const key of Object.keys(data)) {
      if (known.includes(key)) continue;
      yield {
        message: `json sets ${at}${key}, which a ${type} panel does not have`,
        expected: known.length === 0 ? 'no key: this object has no settings' : `one of ${listed(known)}`,
        suggestion: didYouMean(key, known),
      };
    }
}
