import { bundle, catalog, dashboard, gauge, panel, row, signal } from 'dashwright';
import { expect, test } from 'vitest';
import { dashboardSketch } from '../../src/emit/docs/sketch.js';
import { resolveBundle } from '../../src/resolve/index.js';

test('a sketch shows titles as text, truncated to the panel', () => {
  const metrics = catalog({ queue_length: gauge({ help: 'Waiting jobs.', unit: 'jobs' }) });
  const show = signal({ title: 'Queue', description: 'Jobs that wait.', expr: metrics.queue_length });
  const unsafe = '<script>alert("x")</script>&';
  const shop = bundle({
    name: 'shop',
    title: 'Shop',
    description: 'A shop.',
    version: '1.0.0',
    metrics,
    dashboards: [
      dashboard({
        uid: 'shop',
        title: unsafe,
        rows: [
          row('A & B', [
            panel.timeseries({ title: unsafe, show }),
            panel.stat({ title: 'long '.repeat(80), show }),
          ]),
        ],
      }),
    ],
    urls: { grafana: 'https://grafana.example.com', runbooks: 'https://runbooks.example.com/{slug}.md' },
  });
  const [resolved] = resolveBundle(shop, {}).dashboards;
  const sketch = resolved ? dashboardSketch(resolved) : '';
  expect(sketch).toContain('<title>&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;</title>');
  expect(sketch).toContain('>A &amp; B</text>');
  expect(sketch).not.toContain('<script>');
  expect(sketch).toMatch(/>long [^<]*…<\/text>/);
  expect(sketch).toContain('<use href="#line"');
  expect(sketch).toContain('<use href="#value"');
});
