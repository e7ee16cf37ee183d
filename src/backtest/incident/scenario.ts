import { formatDuration } from '../../catalog/duration.js';
import { byCodeUnit } from '../../compare.js';
import type { AnyAlert } from '../../define/index.js';
import { keyLiteral, stringLiteral } from '../../edit/index.js';
import type { AnyScenario } from '../../prove/index.js';
import { seriesText } from '../../prove/notation/series.js';
import { valuesText } from '../../prove/notation/values-text.js';
import { scenario } from '../../prove/scenario/index.js';
import type { CompoundDuration } from '../../prove/scenario/time.js';
import type { Firing } from '../firings.js';
import { type ExpectedMoments, expectationsOf } from './expectations.js';
import type { Incident } from './incident.js';

/** A scenario of an incident before it is an object or a text. */
export interface IncidentScenario {
  readonly name: string;
  readonly step: string;
  /** RFC 3339; undefined where the date does not matter. */
  readonly start: string | undefined;
  readonly series: readonly { readonly series: string; readonly values: string }[];
  readonly expected: ExpectedMoments;
  /** Selects the alert that fired, where others are active too. */
  readonly labels: Readonly<Record<string, string>> | undefined;
}

/** Labels of alerts that do not come from series. */
const given: ReadonlySet<string> = new Set(['alertname', 'severity']);

export function incidentScenario(
  incident: Incident,
  firing: Firing,
  staticLabels: Readonly<Record<string, string>>,
): IncidentScenario {
  const { grid, series, timeline, others, dated } = incident;
  const step = grid.step / 1000;
  const length = Math.floor((grid.end - grid.start) / grid.step) * step;
  const own = Object.entries(timeline.labels).filter(
    ([label, value]) => !given.has(label) && staticLabels[label] !== value,
  );
  return {
    name: `${timeline.alert} on ${new Date(firing.from).toISOString().slice(0, 10)}`,
    step: formatDuration(grid.step),
    start: dated ? new Date(grid.start).toISOString() : undefined,
    series: series
      .map(({ labels, cells }) => ({
        series: seriesText(labels),
        values: valuesText(
          cells.flatMap((value, index) => (value === undefined ? [] : [[index * step, value] as const])),
          step,
          length,
        ).replace(/(?: _(?:x\d+)?)+$/, ''),
      }))
      .sort((a, b) => byCodeUnit(a.series, b.series)),
    expected: expectationsOf(incident, firing.from),
    labels: others && own.length > 0 ? Object.fromEntries(own) : undefined,
  };
}

/** As an object, to be run. */
export function incidentAsScenario(one: IncidentScenario, alert: AnyAlert): AnyScenario {
  const { name, step, start, series, expected, labels } = one;
  const which = { alert, ...(labels && { labels }) };
  const at = (text: string): CompoundDuration => text as CompoundDuration;
  let made = scenario(name, { alerts: [alert], step: at(step), ...(start !== undefined && { start }) });
  for (const { series: text, values } of series) made = made.inputSeries(text, values);
  const { quietUntil, firesWithin, firingAt, resolvedAt } = expected;
  if (quietUntil !== undefined) made = made.quietUntil(at(quietUntil), which);
  if (firesWithin !== undefined) made = made.firesWithin([at(firesWithin), at(firesWithin)], which);
  if (firingAt !== undefined) made = made.firingAt(at(firingAt), which);
  if (resolvedAt !== undefined) made = made.resolvedAt(at(resolvedAt), which);
  return made;
}

/** As the text of a file of scenarios. `from` is the module that exports the alert. */
export function incidentFile(
  one: IncidentScenario,
  alert: { readonly name: string; readonly from: string },
): string {
  const { name, step, start, series, expected, labels } = one;
  const which = labels ? `, { labels: ${objectText(labels)} }` : '';
  const { quietUntil, firesWithin, firingAt, resolvedAt } = expected;
  const options = [
    `alerts: [${alert.name}]`,
    `step: ${stringLiteral(step)}`,
    ...(start === undefined ? [] : [`start: ${stringLiteral(start)}`]),
  ];
  const calls = [
    ...series.map(
      ({ series: text, values }) => `.inputSeries(${stringLiteral(text)}, ${stringLiteral(values)})`,
    ),
    ...(quietUntil === undefined ? [] : [`.quietUntil(${stringLiteral(quietUntil)}${which})`]),
    ...(firesWithin === undefined
      ? []
      : [`.firesWithin([${stringLiteral(firesWithin)}, ${stringLiteral(firesWithin)}]${which})`]),
    ...(firingAt === undefined ? [] : [`.firingAt(${stringLiteral(firingAt)}${which})`]),
    ...(resolvedAt === undefined ? [] : [`.resolvedAt(${stringLiteral(resolvedAt)}${which})`]),
  ];
  return [
    `import { scenario } from ${stringLiteral('dashwright/testing')};`,
    `import { ${alert.name} } from ${stringLiteral(alert.from)};`,
    '',
    '// Recorded series, with other names in their labels; cut out by dashwright backtest --to-scenario.',
    `export default scenario(${stringLiteral(name)}, { ${options.join(', ')} })`,
    `${calls.map((call) => `  ${call}`).join('\n')};`,
    '',
  ].join('\n');
}

function objectText(labels: Readonly<Record<string, string>>): string {
  const entries = Object.entries(labels).map(
    ([label, value]) => `${keyLiteral(label)}: ${stringLiteral(value)}`,
  );
  return `{ ${entries.join(', ')} }`;
}
