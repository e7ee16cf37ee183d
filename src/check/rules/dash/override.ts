import { quotedPattern } from '../../../catalog/quoted-pattern.js';
import { didYouMean } from '../../../catalog/similar.js';
import type { AnyOverride, AnyPanelOptions, Panel } from '../../../define/index.js';
import { panelTypes, propertiesOfOverride } from '../../../grafana/index.js';
import type { ResolvedPanel, ResolvedTarget } from '../../../resolve/index.js';
import type { Check } from '../../check.js';
import { propertiesOf } from '../../collect/field-options.js';
import { listed } from '../../names.js';

interface Problem {
  readonly message: string;
  readonly expected: string;
  readonly suggestion?: string | undefined;
}

export const override: Check = {
  id: 'dash/override',
  level: 'error',
  summary: 'an override that matches nothing, or sets a property that the panel does not have',
  dashboard({ panels }, report) {
    for (const { panel, subject } of panels) {
      const { source } = panel;
      if (source.type === 'raw') continue;
      const { overrides = [] }: AnyPanelOptions = (panel.withDefaults ?? source).options;
      for (const one of overrides) {
        for (const problem of [
          ...unmatched(one, panel, source),
          ...unknownProperties(one, source),
          ...saidTwice(one, source),
        ])
          report(subject, problem.message, problem);
      }
    }
  },
};

function* unknownProperties({ properties = {} }: AnyOverride, { type }: Panel): Generator<Problem> {
  const known = propertiesOf(type);
  for (const name of Object.keys(properties)) {
    // A part of an option has a property of its own: `custom.hideFrom.viz`, `custom.footer.reducers`.
    if (known.includes(name) || known.some((one) => one.startsWith('custom.') && name.startsWith(`${one}.`)))
      continue;
    const custom = known.filter((one) => one.startsWith('custom.'));
    const choices = name.startsWith('custom.') ? custom : known.filter((one) => !custom.includes(one));
    yield {
      message: `an override sets ${name}, which a ${type} panel does not have`,
      expected:
        choices.length === 0 ? `no custom option: a ${type} panel has none` : `one of ${listed(choices)}`,
      suggestion: didYouMean(name, known),
    };
  }
}

/** Properties that an override sets both by an option and by Grafana's name. */
function* saidTwice(override: AnyOverride, { type }: Panel): Generator<Problem> {
  const { properties = {} } = override;
  for (const { id, option } of propertiesOfOverride(type, override)) {
    if (!Object.hasOwn(properties, id)) continue;
    yield { message: `an override sets ${id} twice`, expected: `${option} or ${id}, not both` };
  }
}

function* unmatched({ match }: AnyOverride, panel: ResolvedPanel, source: Panel): Generator<Problem> {
  const { targets } = panel;
  if ('query' in match) {
    const { json }: AnyPanelOptions = source.options;
    // Queries in JSON name their ids themselves.
    if (json && Object.hasOwn(json, 'targets')) return;
    const ids = targets.map(({ refId }) => refId);
    if (ids.includes(match.query)) return;
    yield {
      message: `an override is for the query ${match.query}, which the panel does not have`,
      expected: `one of ${listed(ids)}`,
      suggestion: didYouMean(match.query, ids),
    };
    return;
  }
  if ('signal' in match) {
    const shown = targets.flatMap(({ signal }) => (signal ? [signal] : []));
    if (shown.some((signal) => signal === match.signal)) return;
    yield {
      message: `an override is for the signal "${match.signal.title}", which the panel does not show`,
      expected:
        shown.length === 0 ? 'a signal that it shows' : `one of ${listed(shown.map(({ title }) => title))}`,
    };
    return;
  }
  const names = namesOf(targets, source);
  if (!names) return;
  if ('name' in match) {
    if (names.some(({ pattern }) => pattern.test(match.name))) return;
    const shown = names.map(({ text }) => text);
    yield {
      message: `an override is for the series "${match.name}", which the panel does not have`,
      expected: `one of ${listed(shown)}`,
      suggestion: didYouMean(match.name, shown),
    };
  } else if ('pattern' in match && names.every(({ fixed }) => fixed)) {
    const expression = patternOf(match.pattern);
    if (!expression || names.some(({ text }) => expression.test(text))) return;
    yield {
      message: `an override is for series that match ${match.pattern}, but no series does`,
      expected: `one that matches ${listed(names.map(({ text }) => text))}`,
    };
  }
}

interface SeriesName {
  readonly text: string;
  /** Without labels in it. */
  readonly fixed: boolean;
  readonly pattern: RegExp;
}

/** The names of a panel's series, where they follow from its legends alone. */
function namesOf(targets: readonly ResolvedTarget[], { type, options }: Panel): SeriesName[] | undefined {
  const { transformations, displayName, json }: AnyPanelOptions = options;
  if (panelTypes[type].format === 'table' || targets.length === 0) return undefined;
  if (transformations || displayName !== undefined || json) return undefined;
  // Grafana names series without a legend by their labels, or by the metric.
  if (targets.some(({ legend, format }) => !legend || legend.includes('$') || format === 'heatmap'))
    return undefined;
  return targets.map(({ legend = '' }) => {
    const parts = legend.split(/\{\{[^}]*\}\}/).map(quotedPattern);
    return { text: legend, fixed: parts.length === 1, pattern: new RegExp(`^${parts.join('.*')}$`, 's') };
  });
}

/** Grafana's pattern, with or without slashes; undefined if it does not compile, which another check reports. */
function patternOf(text: string): RegExp | undefined {
  const [, source = text, flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(text) ?? [];
  try {
    return new RegExp(source, flags.replace('g', ''));
  } catch {
    return undefined;
  }
}
