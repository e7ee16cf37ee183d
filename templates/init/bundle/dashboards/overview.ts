import { dashboard, panel } from 'dashwright';
import { errorRatio, latency, requestRate } from '../signals.js';

export const overview = dashboard({
  uid: '{{uid}}-overview',
  title: '{{title}}',
  rows: [
    panel.timeseries({ title: 'Requests', show: requestRate }),
    panel.timeseries({ title: 'Error ratio', show: errorRatio }),
    panel.timeseries({ title: 'Latency', show: latency }),
  ],
});
