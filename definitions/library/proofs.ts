// Scenarios that detect a change of the rule: of threshold, `for`, windows, labels and matchers.
import type { Alert } from 'dashwright';
import { type AnyScenario, approx, type Scenario, scenario } from 'dashwright/testing';
import { appearing, episode, secondsIn, steady } from './course.js';
import type { Where } from './labels.js';
import type { ReadyAlert, ReadyMissing, Tuned } from './ready-alert.js';

/**
 * The alert fires and resolves in time, fires just beyond the threshold, and is inactive just within it, without series,
 * and with series that it must ignore.
 */
export function proofs<L extends string>(
  name: string,
  one: ReadyAlert<L>,
  made: Alert<L>,
  tuned: Tuned,
): readonly AnyScenario[] {
  const { threshold, wait, where } = tuned;
  const { series } = one;
  const further = one.proofs?.(made, tuned) ?? [];
  if (!series) return further;
  const { beyond, within } = (one.around ?? twoPercent(one.side))(threshold);
  const usual = (one.usual ?? farWithin(one.side, within))(threshold);
  const window = secondsIn(one.window ?? '0m');
  // Fewer samples where hours pass; a rate over 5 minutes needs the shorter one to tell its window from others.
  const step = window > 3600 ? 300 : window > 600 || (window === 0 && wait >= 600) ? 60 : 30;
  const about = { alerts: [made], step: at(step) };
  const settled = window + wait + 2 * step;
  const story = (what: string, lasting = settled + 600): Scenario<Alert<L>> =>
    scenario(`${name} ${what}`, { ...about, lasting: at(lasting) });
  const of = where as never;

  const start = window + 600;
  const end = start + settled + 300;
  // A window of a rate that is filled to this share has a value that crosses the threshold.
  const crossing = (threshold - usual) / (beyond - usual);
  const [first, last] = one.curved ? [0, 1] : [crossing, crossing];
  const slack = window === 0 ? step : 2 * step;
  const earliest = start + Math.max(first * window - slack, 0) + wait;
  const resolves = end + (1 - first) * window + slack;

  return [
    series(story('fires and resolves', resolves), episode(usual, beyond, start, end), of)
      .firesWithin([at(earliest), at(start + last * window + wait + slack)])
      .firingAt(at(end + Math.max((1 - last) * window - slack, -step)))
      .resolvesBy(at(resolves)),
    series(story(`fires at ${shown(beyond)}`, settled), steady(beyond), of).firingAt(at(settled), {
      value: approx(beyond, Math.max(Math.abs(beyond) * 1e-6, 1e-9)),
    }),
    series(story(`is inactive at ${shown(within)}`), steady(within), of).staysQuiet(),
    story('is inactive without series', 1800).staysQuiet(),
    ...(one.ignored ?? []).map((labels) =>
      series(series(story(`ignores ${listed(labels)}`), steady(usual), of), steady(beyond), {
        ...where,
        ...labels,
      } as never).staysQuiet(),
    ),
    ...elsewhere(where).flatMap(([label, other]) => [
      series(
        series(story(`ignores series with another ${label}`), steady(usual), of),
        steady(beyond),
        other,
      ).staysQuiet(),
      series(
        series(story(`fires whatever another ${label} does`, settled), steady(beyond), of),
        steady(usual),
        other,
      ).firingAt(at(settled)),
    ]),
    ...further,
  ];
}

/** Fires without series once it has waited, whatever other targets expose, and is inactive with series. */
export function missingProofs<L extends string>(
  name: string,
  one: ReadyMissing<L>,
  made: Alert<never>,
  wait: number,
  where: Where<string>,
): readonly AnyScenario[] {
  const about = { alerts: [made] };
  const of = where as never;
  const fires = [at(wait), at(wait + 60)] as const;
  const lasting = wait + 720;
  // A rate has no value before the second scrape: an alert that does not wait fires until then.
  const inactive = (story: Scenario<Alert<never>>) =>
    wait > 0 ? story.neverFires() : story.quietAt('120s').quietAt(at(lasting));
  return [
    one
      .series(scenario(`${name} fires without series and resolves`, about), appearing(1, wait + 240), of)
      .firesWithin(fires)
      .resolvesBy(at(wait + 360)),
    inactive(
      one.series(
        scenario(`${name} is inactive with series`, { ...about, lasting: at(lasting) }),
        steady(1),
        of,
      ),
    ),
    ...elsewhere(where).map(([label, other]) =>
      one
        .series(
          scenario(`${name} fires although there are series with another ${label}`, about),
          steady(1),
          other,
        )
        .firesWithin(fires),
    ),
  ];
}

/** For each label that selects the series, labels that differ in it only. */
function elsewhere(where: Where<string>): readonly (readonly [label: string, of: never])[] {
  return Object.entries(where).map(([label, value]) => [
    label,
    { ...where, [label]: `other-${value}` } as never,
  ]);
}

/** For measured values; counted values set their own. */
function twoPercent(side: 'above' | 'below') {
  const outwards = side === 'above' ? 1 : -1;
  return (threshold: number) => ({
    beyond: threshold * (1 + outwards * 0.02),
    within: threshold * (1 - outwards * 0.02),
  });
}

function farWithin(side: 'above' | 'below', within: number) {
  return (threshold: number): number => {
    if (threshold === 0 || side === 'above') return Math.min(threshold / 2, within);
    return threshold >= 1 ? Math.max(threshold, within) : Math.min(threshold * 2, (1 + threshold) / 2);
  };
}

function at(seconds: number): `${number}s` {
  return `${Math.round(seconds)}s`;
}

function listed(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([label, value]) => `${label}="${value}"`)
    .join(', ');
}

function shown(value: number): string {
  return String(Number(value.toPrecision(4)));
}
