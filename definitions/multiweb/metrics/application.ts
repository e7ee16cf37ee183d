import { catalog, counter, gauge, histogram, kubernetesTargetLabels } from 'dashwright';
import { httpMetrics, processMetrics } from 'dashwright/library';

/** Business events and users: metrics of this system, which follow its naming convention. */
export const business = catalog(
  {
    multiweb_users_registered_total: counter({ help: 'Users who registered.', unit: 'users' }),
    multiweb_products_created_total: counter({ help: 'Products put up for sale.', unit: 'products' }),
    multiweb_transactions_completed_total: counter({
      help: 'Transactions paid and completed.',
      unit: 'transactions',
    }),
    multiweb_messages_sent_total: counter({ help: 'Messages between users.', unit: 'messages' }),
    multiweb_revenue_krw_total: counter({ help: 'Value of completed transactions.', unit: 'currencyKRW' }),
    multiweb_active_users: gauge({ help: 'Users with a session that is active now.', unit: 'users' }),
    multiweb_product_creation_duration_seconds: histogram({
      help: 'Time to create a product, pictures included.',
      unit: 's',
      buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    }),
  },
  { targetLabels: kubernetesTargetLabels },
);

/** Usual metrics of a Python web application. */
export const application = catalog(
  {
    ...httpMetrics({
      paths: ['/api/v1/products/', '/api/v1/products/{id}', '/api/v1/transactions/'],
      statuses: ['200', '201', '404', '500', '503'],
    }),
    ...processMetrics(),
  },
  { targetLabels: kubernetesTargetLabels },
);
