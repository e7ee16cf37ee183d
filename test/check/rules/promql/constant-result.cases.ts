import { variable } from 'dashwright';
import { type Case, cases } from '../../support.js';

const panel = (expr: string): Case => ({ given: { panels: [expr] } });
const alert = (expr: string): Case => ({ given: { alerts: { A: expr } } });

export default cases('promql/constant-result', {
  trips: {
    'a division by 0': {
      ...panel('max(lag_seconds) / 0'),
      at: 'max(lag_seconds) / 0',
      says: 'is infinite or NaN',
    },
    'a remainder of a division by 0': { ...panel('max(lag_seconds) % 0'), says: 'is NaN' },
    'a product with 0': { ...alert('max(lag_seconds) * 0 > 1'), at: 'max(lag_seconds) * 0', says: 'is 0' },
    'a product with 0 on the left': { ...alert('0 * max(lag_seconds) > 1'), says: 'is 0' },
    '0 divided by a series': { ...panel('0 / lag_seconds'), says: '0 or NaN' },
    'a power of 0': { ...panel('lag_seconds ^ 0'), says: 'is 1' },
    'a power of 1': panel('1 ^ lag_seconds'),
    'a difference from itself': { ...alert('lag_seconds - (lag_seconds) > 1'), says: 'is 0' },
    'a division by 0 that stands for missing samples': panel('lag_seconds or lag_limit_seconds / 0'),
    'a negative zero in parentheses': panel('lag_seconds / (-0)'),
    'a fixed time in a rule': {
      ...alert('lag_seconds @ 1609746000 > 5'),
      says: 'the same in every evaluation',
    },
  },
  silent: {
    'a fixed time on a panel, and the end of a query': panel(
      'lag_seconds @ 1609746000 + lag_seconds @ end()',
    ),
    'samples that stand for missing ones': panel(
      'sum by (topic) (lag_seconds > 5) or sum by (topic) (lag_seconds) * 0',
    ),
    'a fixed value with the labels of a series': panel('lag_seconds * 0 + 1'),
    'the same with an aggregation': panel('sum by (topic) (0 * lag_seconds) + time()'),
    'other numbers': panel('lag_seconds / 60 * 1 ^ 2 - 0 + lag_seconds * 1'),
    'the value of an alert on missing series': alert('absent(lag_seconds) * 0'),
    'an alert whose samples are all of one value': alert('lag_seconds * 0'),
    'whether there is a sample': panel('(lag_seconds > 5) * 0'),
    'numbers alone': panel('vector(1 / 0)'),
    'a difference from the past': panel('lag_seconds - lag_seconds offset 1h'),
    'a variable': {
      given: {
        panels: ['lag_seconds * $factor'],
        variables: [variable.custom({ name: 'factor', values: ['1', '0'] })],
      },
    },
  },
});
