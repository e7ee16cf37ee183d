import { signal, sum } from 'dashwright';
import { metrics } from '../metrics.js';

const router = metrics.up.where({ job: 'router-agent' });
const sdb = metrics.up.where({ job: 'sdb-agent' });

// A pod that is deleted leaves the targets at once and has no `up`; one that hangs or crashes has `up` 0.
export const targets = signal({
  title: 'Pods answering scrapes',
  description: '1 while the pod can be scraped, otherwise 0.',
  expr: metrics.up.where({ job: /.+-agent/ }),
  legend: ({ job, pod }) => `${job} ${pod}`,
});
export const routersUp = signal({
  title: 'Router agents up',
  description: 'Router pods whose metrics can be read.',
  expr: sum(router),
  legend: 'router-agent',
});
export const sdbAgentsUp = signal({
  title: 'SDB agents up',
  description: 'SDB agent pods whose metrics can be read.',
  expr: sum(sdb),
  legend: 'sdb-agent',
});
