// Any route tree: what is built from it has the same meaning.
import fc from 'fast-check';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { receiversFor } from '../../src/emit/alertmanager/evaluate.js';
import { emitAlertmanager } from '../../src/emit/alertmanager/index.js';
import { Origin } from '../../src/import/read/origin.js';
import { makeRouting } from '../../src/import/routing/index.js';
import { compareRouting } from '../../src/import/routing/verify.js';
import { Definitions } from '../../src/import/write/definition.js';
import { matcherText } from '../../src/resolve/alertmanager-fields.js';
import { resolveRouting, routeOfAll } from '../../src/resolve/index.js';
import { alerting } from '../fixtures/alerting-bundle.js';

describe('any route tree', () => {
  const label = fc.constantFrom('severity', 'team', 'alertname');
  const value = fc.constantFrom('a', 'b', 'a|b', 'a.*', '', 'A"\\', '다');
  const matcher = fc
    .record({ label, operator: fc.constantFrom('=', '!=', '=~', '!~'), value })
    .filter(({ operator, value: text }) => !operator.endsWith('~') || !text.includes('\\'));
  const duration = fc.constantFrom('30s', '1m30s', '1d', '90m', undefined);
  const { tree } = fc.letrec((tie) => ({
    tree: fc.record({
      receiver: fc.constantFrom('a', 'b', 'c', undefined),
      old: fc.option(fc.dictionary(label, fc.constantFrom('a', 'b'), { minKeys: 1, maxKeys: 2 })),
      matchers: fc.array(matcher, { maxLength: 3 }),
      continue: fc.boolean(),
      group_by: fc.option(fc.uniqueArray(label, { maxLength: 2 })),
      group_wait: duration,
      repeat_interval: duration,
      routes: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constant([]),
        fc.array(tie('tree'), { maxLength: 3 }),
      ),
    }),
  }));
  type Tree = {
    readonly receiver?: string;
    readonly old: Record<string, string> | null;
    readonly matchers: readonly { label: string; operator: '=' | '!=' | '=~' | '!~'; value: string }[];
    readonly continue: boolean;
    readonly group_by: readonly string[] | null;
    readonly routes: readonly Tree[];
  };
  const clean = (value: object) => JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
  const written = ({ old, matchers, group_by, routes, ...rest }: Tree): object =>
    clean({
      ...rest,
      ...(old && { match: old }),
      ...(group_by && { group_by }),
      matchers: matchers.map(matcherText),
      routes: routes.map(written),
    });

  /** The receivers of an alert, according to Alertmanager's documentation. */
  function notified(route: Tree, labels: Readonly<Record<string, string>>, above: string): string[] {
    const holds = ({ label: name, operator, value: expected }: Tree['matchers'][number]) => {
      const actual = labels[name] ?? '';
      const same = operator.endsWith('~')
        ? new RegExp(`^(?:${expected})$`, 'u').test(actual)
        : actual === expected;
      return same !== operator.startsWith('!');
    };
    const old = Object.entries(route.old ?? {}).every(
      ([name, expected]) => (labels[name] ?? '') === expected,
    );
    if (!old || !route.matchers.every(holds)) return [];
    const receiver = route.receiver ?? above;
    const found: string[] = [];
    for (const child of route.routes) {
      const own = notified(child, labels, receiver);
      found.push(...own);
      if (own.length > 0 && !child.continue) break;
    }
    return found.length > 0 ? found : [receiver];
  }

  test('is imported and emitted with the same meaning', () => {
    const alerts = ['severity', 'team', 'alertname'].flatMap((name) =>
      ['a', 'b', 'abc', '다', 'A"\\'].map((one) => ({ [name]: one, team: one })),
    );
    fc.assert(
      fc.property(fc.array(tree as fc.Arbitrary<Tree>, { maxLength: 4 }), (routes) => {
        const config = clean({
          route: { receiver: 'a', group_by: ['team'], routes: routes.map(written) },
          receivers: [{ name: 'a' }, { name: 'b' }, { name: 'c' }],
        });
        const definitions = new Definitions();
        const made = makeRouting(
          [{ origin: new Origin('a.yml', '', undefined), config }],
          definitions,
          new Map(),
          { alerting: false },
        );
        if (!made) throw new Error('nothing was made');
        expect(made.problems).toEqual([]);
        const routing = definitions.scope(made.name) as never;
        const bundle = alerting('any', {}, { routing, identity: 'none' });
        const file = emitAlertmanager(bundle).find(({ path }) => path.endsWith('alertmanager.yml'));
        expect(compareRouting(made, load(String(file?.content)))).toEqual([]);
        const root = resolveRouting(bundle);
        if (!root) throw new Error('no routing');
        const all: Tree = { receiver: 'a', old: null, matchers: [], continue: false, group_by: null, routes };
        for (const labels of alerts)
          expect(receiversFor(routeOfAll([root]), labels)).toEqual(notified(all, labels, 'a'));
      }),
      { numRuns: 60 },
    );
  });

  test('with one change is reported as different', () => {
    const config = (route: object) => ({
      route,
      receivers: [{ name: 'a' }, { name: 'b' }],
      time_intervals: [{ name: 't', time_intervals: [{ years: ['2026'] }] }],
    });
    const route = {
      receiver: 'a',
      routes: [{ receiver: 'b', matchers: ['x="y"'], continue: true }, { receiver: 'a' }],
    };
    const [first, second] = route.routes;
    const definitions = new Definitions();
    const made = makeRouting(
      [{ origin: new Origin('a.yml', '', undefined), config: config(route) }],
      definitions,
      new Map(),
      { alerting: false },
    );
    if (!made) throw new Error('nothing was made');
    const differences = (built: object) => compareRouting(made, config(built)).map(({ at }) => at);
    expect(differences(route)).toEqual([]);
    expect(differences({ ...route, group_wait: '30s' })).toEqual([]);
    expect(differences({ ...route, group_wait: '31s' })).toContain('route.group_wait');
    expect(differences({ ...route, routes: [{ ...first, continue: false }, second] })).toEqual([
      'route.routes[0].continue',
    ]);
    expect(differences({ ...route, routes: [{ ...first, matchers: ['x="z"'] }, second] })).toEqual([
      'route.routes[0].matchers[0]',
    ]);
    expect(differences({ ...route, routes: [first] })).toEqual(['route.routes.length']);
    expect(differences({ ...route, routes: [{ ...first, mute_time_intervals: ['t'] }, second] })).toEqual([
      'route.routes[0].mute_time_intervals',
    ]);
  });
});
