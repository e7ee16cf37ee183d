import { expect, test } from 'vitest';
import { readRegistry } from '../../src/observed/index.js';

test('groups without an id, and groups that extend each other in a cycle, are handled', () => {
  const attributes = Array.from({ length: 10 }, (_, index) => `{ ref: a${index} }`).join(', ');
  const { metrics, problems } = readRegistry([
    {
      file: 'a.yaml',
      text: `metrics:\n  - { name: x, brief: X., instrument: counter, unit: s, attributes: [${attributes}] }\n`,
    },
    {
      file: 'b.yaml',
      text: 'groups:\n  - { id: a, type: attribute_group, extends: b, attributes: [{ ref: c }] }\n  - { id: b, type: metric, metric_name: y, instrument: gauge, unit: "1", extends: a }\n',
    },
  ]);
  expect(problems).toEqual([]);
  expect([...metrics.keys()]).toEqual(['x_seconds_total', 'y_ratio']);
  expect(metrics.get('x_seconds_total')?.labels.size).toBe(10);
  expect([...(metrics.get('y_ratio')?.labels.keys() ?? [])]).toEqual(['c']);
});
