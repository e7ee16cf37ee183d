import { dashboard, panel, row } from 'dashwright';
import { ratePanel, sharePanel } from 'dashwright/library';
import * as signals from '../signals.js';
import { annotations, links, namespace, tags } from './common.js';

const lastHour = 'The title promises an hour.';

/** From "the error ratio is above 10%" to the type of error, the agent and the minute in which it started. */
export const errorTracking = dashboard({
  uid: 'multi-agent-error-tracking',
  title: 'Error Tracking',
  description: 'Which errors there are, since when, and with which agent.',
  tags,
  links,
  annotations,
  variables: [namespace],
  rows: [
    row('Errors over time', [
      sharePanel(signals.errorRatio, { title: 'Error ratio' }),
      panel.timeseries({ title: 'Errors by type', show: signals.errorsByType, min: 0, stack: 'normal' }),
    ]),
    row('By type', [
      panel.pieChart({
        title: 'Errors by type, 1 h',
        show: signals.errorCountByType,
        width: 8,
        height: 8,
        noValue: 'none',
        fixedRange: lastHour,
      }),
      panel.table({
        title: 'Errors by agent and type, 1 h',
        show: signals.errorCountByAgent,
        width: 16,
        decimals: 0,
        fixedRange: lastHour,
        transformations: [
          {
            id: 'organize',
            options: {
              excludeByName: { Time: true },
              indexByName: { agent: 0, error_type: 1, Value: 2 },
              renameByName: { agent: 'Agent', error_type: 'Type', Value: 'Errors' },
            },
          },
          { id: 'sortBy', options: { fields: {}, sort: [{ field: 'Errors', desc: true }] } },
        ],
      }),
    ]),
    row('By agent', [
      sharePanel(signals.errorRatioByAgent, { title: 'Error ratio by agent' }),
      ratePanel(signals.callsByAgent, { title: 'Calls by agent' }),
    ]),
    row('By dependency', [
      sharePanel(signals.modelFailureRatio, { title: 'LLM failure ratio by model' }),
      sharePanel(signals.bitbucketFailureRatio, { title: 'Bitbucket failure ratio by operation' }),
    ]),
  ],
});
