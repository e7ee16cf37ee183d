import {
  above,
  alert,
  type BundleOptions,
  bundle,
  catalog,
  type Environment,
  environments,
  gauge,
  oneOf,
  runbook,
  signal,
} from 'dashwright';
import { beforeAll, describe, expect, it } from 'vitest';
import { type CheckOptions, checkBundles, type ParsingEngine } from '../../src/check/index.js';
import { loadEngine } from '../../src/engine/index.js';
import { resolveBundle } from '../../src/resolve/index.js';

const metrics = catalog({
  fill_ratio: gauge({ help: 'How full.', unit: 'ratio', range: [0, 1], labels: { disk: oneOf('a', 'b') } }),
});
const fill = signal({ title: 'Fill', expr: metrics.fill_ratio });
const suppressed = { check: 'alert/threshold-unreachable', reason: 'a test of the pager' };

const full = (threshold: number, suppress: (typeof suppressed)[] = []) =>
  alert({
    when: above(fill, threshold),
    for: '5m',
    severity: 'warning',
    summary: 'Full',
    description: 'A disk is full.',
    runbook: runbook('full'),
    suppress,
  });

let engine: ParsingEngine;
beforeAll(async () => {
  engine = await loadEngine();
});

async function findings(
  byName: Readonly<Record<string, Environment<'Full' | 'Fuller'>>>,
  { alerts = { Full: full(0.9), Fuller: full(0.95) }, ...more }: Partial<BundleOptions> = {},
  options: CheckOptions = {},
) {
  const defined = bundle({
    name: 'shop',
    title: 'Shop',
    description: 'A shop.',
    version: '1.0.0',
    metrics,
    alerts,
    urls: { grafana: 'https://grafana.example', runbooks: 'https://runbooks.example/{slug}' },
    environments: environments(
      alerts as { Full: ReturnType<typeof full>; Fuller: ReturnType<typeof full> },
      byName,
    ),
    ...more,
  });
  const found = await checkBundles([resolveBundle(defined, { full: '# Full' })], engine, options);
  return found
    .filter(({ level }) => level !== 'info')
    .map(({ check, path, place }) => ({ check, path, place }));
}

const unreachable = 'alert/threshold-unreachable';

describe('the rules of an environment', () => {
  it('are checked: an unreachable threshold in one environment is reported where the environments are defined', async () => {
    const found = await findings({
      dev: { alerts: { Full: { threshold: 1.5 } } },
      prod: { alerts: { Full: { threshold: 0.8 } } },
    });
    expect(found).toMatchObject([{ check: unreachable, path: 'shop/environments/dev/alerts/Full' }]);
    expect(found[0]?.place?.order).toBeDefined();
  });

  it('are checked in every environment and for every alert', async () => {
    const alerts = { Full: { threshold: 1.5 }, Fuller: { threshold: 1.5 } };
    const found = await findings({ dev: { alerts }, prod: { alerts } });
    expect(found.filter(({ check }) => check === unreachable).map(({ path }) => path)).toEqual([
      'shop/environments/dev/alerts/Full',
      'shop/environments/dev/alerts/Fuller',
      'shop/environments/prod/alerts/Full',
      'shop/environments/prod/alerts/Fuller',
    ]);
  });

  it('do not repeat findings of the definition', async () => {
    const alerts = { Full: full(1.5), Fuller: full(0.95) };
    const found = await findings({ dev: { labels: { environment: 'dev' } } }, { alerts });
    expect(found.map(({ path }) => path)).toEqual(['shop/alerts/Full']);
  });

  it('have their labels, durations and matchers checked too', async () => {
    const names = async (environment: Environment<'Full' | 'Fuller'>, options?: CheckOptions) =>
      (await findings({ dev: environment }, {}, options)).map(({ check }) => check);
    expect(await names({ alerts: { Full: { for: '5 minutes' as '5m' } } })).toEqual(['rule/duration']);
    expect(await names({ selectors: { disk: 'c' } })).toContain('promql/unknown-label-value');
    expect(
      await names({ alerts: { Full: { labels: { cluster: 'a' } } } }, { externalLabels: ['cluster'] }),
    ).toEqual(['rule/external-label-conflict']);
  });

  it('are searched for secrets; what belongs to the definition is named there, once', async () => {
    // Split in two, so that secret scanners do not report the test itself.
    const token = ['xoxb', '1234567890-abcdefghij'].join('-');
    const named = async (environment: Environment<'Full' | 'Fuller'>, more: Partial<BundleOptions> = {}) =>
      (await findings({ dev: environment }, more)).map(({ check, path }) => `${check} ${path}`);
    expect(await named({ alerts: { Full: { labels: { team: token } } } })).toContain(
      'definition/secret shop/environments/dev/alerts/Full',
    );
    expect(await named({}, { description: `Ask with ${token}.` })).toEqual(['definition/secret shop']);
  });

  it('respect the suppressions of their alerts, which then count as used', async () => {
    const alerts = { Full: full(0.9, [suppressed]), Fuller: full(0.95) };
    expect(await findings({ dev: { alerts: { Full: { threshold: 1.5 } } } }, { alerts })).toEqual([]);
    expect((await findings({ dev: {} }, { alerts })).map(({ check }) => check)).toEqual(['suppress/unused']);
  });

  it('are not resolved if there are none', async () => {
    let asked = 0;
    const counting: ParsingEngine = {
      parse: (expressions, options) => {
        asked += expressions.length;
        return engine.parse(expressions, options);
      },
      parseTemplates: (texts) => engine.parseTemplates(texts),
    };
    const { environments: _, ...options } = bundle({
      name: 'shop',
      title: 'Shop',
      description: 'A shop.',
      version: '1.0.0',
      metrics,
      alerts: { Full: full(0.9) },
      urls: { grafana: 'https://grafana.example', runbooks: 'https://runbooks.example/{slug}' },
    }).options;
    await checkBundles([resolveBundle(bundle(options), { full: '# Full' })], counting);
    expect(asked).toBe(1);
  });
});
