// Whatever a definition asks has an answer in the preview: panels, variables, recording rules, and what alerts compare.
import { fileURLToPath } from 'node:url';
import { bundle, dashboard } from 'dashwright';
import { describe, expect, test } from 'vitest';
import { loadAlertmanager, loadEngine } from '../../src/engine/index.js';
import { previewSource } from '../../src/pipeline/preview.js';
import { siteBundle } from '../../src/preview/bundle.js';
import { resolveBundle } from '../../src/resolve/index.js';
import * as examples from '../definitions/library-examples.js';
import { everything } from '../support/sample.js';
import { withoutAnswer } from '../support/simulated-answers.js';

const mixins = Object.values(examples).filter((one) => 'scenarios' in one);
const library = resolveBundle(
  bundle({
    name: 'shop',
    title: 'Shop',
    description: 'A shop.',
    version: '1.0.0',
    urls: { grafana: 'https://grafana.acme.io', runbooks: 'https://runbooks.acme.io/{slug}.md' },
    metrics: Object.values(examples).filter((one): one is typeof examples.cache => !('scenarios' in one)),
    alerts: Object.assign({}, ...mixins.map(({ alerts }) => alerts)),
    dashboards: [dashboard({ uid: 'shop-all', title: 'All', rows: mixins.map(({ row }) => row) })],
  }),
);

/** They have a value only while a volume is about to be full: the preview shows that as an incident. */
const seldom = /^alert \w+FillingUp:|full in:/;

/** Days of data are simulated for each dashboard, which takes seconds of a large bundle: `npm run prove` tries them all. */
const names = everything ? [] : ['qmtl'];

describe('all expressions have values in simulated data', async () => {
  const engine = await loadEngine();
  const definitions = fileURLToPath(new URL('../../definitions', import.meta.url));
  const { bundles } = await previewSource({ definitions, names }, engine);
  const all = [library, ...bundles.map(({ resolved }) => resolved)];
  test.each(all.map((resolved) => [resolved.name, resolved] as const))('%s', async (_, resolved) => {
    const shown = await siteBundle(resolved, [], [], () => undefined, loadAlertmanager);
    expect((await withoutAnswer(shown, engine)).filter((one) => !seldom.test(one))).toEqual([]);
  });
});
