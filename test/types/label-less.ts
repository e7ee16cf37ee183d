// A metric without labels has those of its target and no others: the catalog must not widen them to any string.
import { catalog, delta, gauge, max, record, signal } from 'dashwright';

const { orphans } = catalog({ orphans: gauge({ help: 'Orphans.', unit: 'queues' }) });

export const byInstance = max(orphans, { by: ['instance'] });
export const legend = signal({ title: 'Orphans', expr: orphans, legend: ({ instance }) => instance });
export const growth = delta(max(orphans), '3h', { step: '1m' });

// @ts-expect-error: the metric has no topic
export const byTopic = max(orphans, { by: ['topic'] });
// @ts-expect-error: the metric has no topic
export const topicLegend = signal({ title: 'Orphans', expr: orphans, legend: ({ topic }) => topic });

const kept = record('job:orphans:max', { expr: max(orphans, { by: ['job'] }), labels: { level: 'all' } });
export const ofLevel = kept.series.where({ job: 'a', level: 'all' });
// @ts-expect-error: neither the expression nor the rule has the label
export const ofTopic = kept.series.where({ topic: 'a' });
