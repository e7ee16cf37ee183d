import type { Alert, Gauge } from 'dashwright';
import { type AnyScenario, constant, ramp, scenario } from 'dashwright/testing';
import type { Tuned } from './ready-alert.js';

/** Scenarios of an alert on the time until a volume is full, by the trend of an hour. */
export function fillingUp<L extends string, A extends string>(
  name: string,
  made: Alert<A>,
  { threshold, wait, where }: Tuned,
  {
    free,
    size,
    mostlyFull,
  }: { readonly free: Gauge<L>; readonly size: Gauge<L>; readonly mostlyFull: number },
): readonly AnyScenario[] {
  const of = where as never;
  const story = (what: string, lasting: number) =>
    scenario(`${name} ${what}`, { alerts: [made], step: '30s', lasting: `${lasting}s` }).series(
      size,
      of,
      constant(1e11),
    );
  const ahead = 1800;
  const almost = mostlyFull * 0.95e11;
  // Not yet mostly full, though it will be soon.
  const scarcely = mostlyFull * 1.09e11;
  const left = almost * Math.min(0.04, threshold / 360_000);
  return [
    story('fires when the volume will soon be full', ahead + wait + 300)
      .series(free, of, ramp(almost, 0, `${threshold + ahead}s`))
      .firesWithin([`${ahead + wait - 60}s`, `${ahead + wait + 120}s`]),
    story('resolves when space is freed', 7200)
      .series(free, of, ramp(almost, almost / 2, '30m').thenAt('30m', 0.5e11))
      .resolvesBy('32m'),
    story('is inactive while there is more time', wait + 3600)
      .series(free, of, ramp(almost, 0, `${Math.round(threshold * 1.02) + wait + 3660}s`))
      .staysQuiet(),
    story(
      `is inactive while more than ${Math.round(mostlyFull * 100)}% are free`,
      Math.round(threshold * 0.07),
    )
      .series(free, of, ramp(scarcely, 0, `${threshold}s`))
      .staysQuiet(),
    // The trend of an hour forgets what was written before.
    ...(wait > 1800
      ? []
      : [
          story('resolves an hour after the last write', 5400)
            .series(free, of, ramp(almost, left, '10m'))
            .firingAt('45m')
            .resolvesBy('72m'),
        ]),
    story('is inactive while nothing is written', wait + 3600)
      .series(free, of, constant(almost))
      .staysQuiet(),
    scenario(`${name} is inactive without series`, { alerts: [made], lasting: '30m' }).staysQuiet(),
  ];
}
