import { type AnySignal, dashboard, type Panel, panel, row } from 'dashwright';
import { latencyPanel } from 'dashwright/library';
import * as signals from '../signals.js';
import { annotations, links, namespace, tags } from './common.js';

const byTheHour = 'Business figures are per hour, whatever range the page shows.';

/** One bar per hour: a point per hour with the sum of the hour before it. */
function hours(title: string, show: AnySignal, width = 12): Panel {
  return panel.timeseries({
    title: `${title}, by hour`,
    show,
    width,
    min: 0,
    decimals: 0,
    interval: '1h',
    legend: 'hidden',
    fixedRange: byTheHour,
    style: { draw: 'bars', fill: 60 },
  });
}

function lastHour(title: string, show: AnySignal): Panel {
  return panel.stat({ title, show, width: 4, decimals: 0, noValue: '0', fixedRange: byTheHour });
}

export const businessMetrics = dashboard({
  uid: 'multiweb-business-metrics',
  title: 'MultiWeb / Business Metrics',
  description: 'What the marketplace is for: users, products, transactions, messages, revenue.',
  tags,
  links,
  annotations,
  time: { from: 'now-24h', to: 'now' },
  refresh: '5m',
  variables: [namespace],
  rows: [
    row('Last hour', [
      lastHour('New users', signals.newUsers),
      lastHour('Products created', signals.productsCreated),
      lastHour('Transactions completed', signals.transactionsCompleted),
      lastHour('Messages sent', signals.messagesSent),
      lastHour('Revenue', signals.revenue),
      panel.stat({ title: 'Active users', show: signals.activeUsers, width: 4, decimals: 0, noValue: '0' }),
    ]),
    row('By hour', [
      hours('New users', signals.newUsers),
      hours('Products created', signals.productsCreated),
      hours('Transactions completed', signals.transactionsCompleted),
      hours('Messages sent', signals.messagesSent),
      hours('Revenue', signals.revenue, 24),
    ]),
    row('Behind the figures', [
      panel.timeseries({ title: 'Active users', show: signals.activeUsers, min: 0, decimals: 0 }),
      latencyPanel([signals.productCreationP95], { title: 'Product creation time' }),
    ]),
  ],
});
