import { type AnySignal, catalog, counter, kubernetesTargetLabels } from 'dashwright';
import { describe, expect, it } from 'vitest';
import {
  cost,
  costPerThousandTokens,
  modelRequestRate,
  modelRequests,
  tokenRate,
  tokensPerRequest,
  tokensUsed,
} from '../../definitions/library/llm.js';
import { pythonMetrics, pythonRow, pythonSignals } from '../../definitions/library/python.js';
import { print } from '../../src/query/index.js';

/** The expression of a signal in a rule with a window of 5m. */
const text = ({ node }: AnySignal) => print(node, { window: '5m' });

describe('language models', () => {
  const model = ['small', 'large'] as const;
  const gateway = catalog({
    asked_total: counter({ help: 'Requests.', unit: 'requests', labels: { model, key: ['a'] } }),
    tokens_total: counter({ help: 'Tokens.', unit: 'tokens', labels: { model } }),
    spent_total: counter({ help: 'Money.', unit: 'currencyUSD', labels: { model } }),
  });
  const { asked_total: asked, tokens_total: tokens, spent_total: spent } = gateway;

  it('includes the first request of a key, which creates its series', () => {
    expect(text(modelRequests(asked, { window: '5m' }))).toBe(
      'sum(asked_total > 0 unless present_over_time(asked_total[5m] offset 5m) or increase(asked_total[5m]))',
    );
    expect(text(tokensUsed(tokens, { by: ['model'], window: '1d' }))).toMatch(
      /^sum by \(model\) \(tokens_total/,
    );
    // @ts-expect-error: tokens do not know the key
    tokensUsed(tokens, { by: ['key'], window: '1d' });
  });

  it('titles totals after their window, unless the team sets titles', () => {
    expect(cost(spent, { window: '1h' }).title).toBe('Cost, 1h');
    expect(cost(spent, { window: '1h', title: 'Bill' }).title).toBe('Bill');
  });

  it('knows the unit of each signal', () => {
    expect(modelRequestRate(asked).unit).toBe('reqps');
    expect(tokenRate(tokens, { by: ['model'] }).unit).toBe('cps');
    expect(cost(spent, { by: ['model'], window: '1h' }).unit).toBe('currencyUSD');
    expect(tokensPerRequest(tokens, asked).unit).toBe('short');
  });

  it('never divides by zero', () => {
    expect(text(tokensPerRequest(tokens, asked))).toBe(
      'sum(rate(tokens_total[5m])) / (sum(rate(asked_total[5m])) > 0)',
    );
    expect(text(costPerThousandTokens(spent, tokens, { window: '1h' }))).toMatch(/ \/ 1000 > 0\)$/);
  });
});

describe('Python', () => {
  const metrics = catalog({ ...pythonMetrics }, { targetLabels: kubernetesTargetLabels });

  it('identifies processes by the labels that a team sets, within a selector', () => {
    const is = pythonSignals(metrics, { by: ['pod'], where: { job: 'api' } });
    expect(text(is.gcCollections)).toBe(
      'sum by (pod, generation) (rate(python_gc_collections_total{job="api"}[5m]))',
    );
    expect(is.gcCollections.legend).toBe('{{pod}} generation {{generation}}');
    expect(text(is.pythonVersions)).toBe('count by (version) (python_info{job="api"})');
    expect(pythonRow(is).panels).toHaveLength(4);
  });

  it('accepts target labels only', () => {
    const plain = catalog({ ...pythonMetrics });
    // @ts-expect-error: without Kubernetes there is no pod
    pythonSignals(plain, { by: ['pod'] });
    expect(text(pythonSignals(plain, { by: ['instance'] }).gcUncollectable)).toBe(
      'sum by (instance) (increase(python_gc_objects_uncollectable_total[1h]))',
    );
  });
});
