// Business events are counted per hour, for any time range of the dashboard. The counters have no labels, so they exist
// at 0 from the start of the process: the first event of a new instance counts too.
import { type Counter, histogramQuantile, increase, type Signal, signal, sum } from 'dashwright';
import { business } from '../metrics.js';

function hourly<L extends string>(counter: Counter<L>, title: string, description: string): Signal<never> {
  const expr = sum(increase(counter, '1h'));
  return signal({ title, description: `${description}, in an hour.`, expr, legend: title });
}

export const newUsers = hourly(business.multiweb_users_registered_total, 'New users', 'Users who registered');
export const productsCreated = hourly(
  business.multiweb_products_created_total,
  'Products created',
  'Products put up for sale',
);
export const transactionsCompleted = hourly(
  business.multiweb_transactions_completed_total,
  'Transactions completed',
  'Transactions paid and completed',
);
export const messagesSent = hourly(
  business.multiweb_messages_sent_total,
  'Messages sent',
  'Messages between users',
);
export const revenue = hourly(
  business.multiweb_revenue_krw_total,
  'Revenue',
  'Value of completed transactions',
);

export const productCreationP95 = signal({
  title: 'Product creation p95',
  description: 'Time within which 95% of products are created, pictures included.',
  expr: histogramQuantile(0.95, business.multiweb_product_creation_duration_seconds),
  legend: 'p95',
});
