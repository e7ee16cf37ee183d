import { bundle } from 'dashwright';
import { {{alert}} } from './alerts.js';
import { overview } from './dashboards/overview.js';
import { metrics } from './metrics.js';

export default bundle({
  name: '{{name}}',
  title: '{{title}}',
  description: 'Monitoring of {{title}}.',
  version: '0.1.0',
  metrics,
  dashboards: [overview],
  alerts: { {{alert}} },
  urls: { grafana: 'https://grafana.example.com', runbooks: '{{runbooks}}' },
});
