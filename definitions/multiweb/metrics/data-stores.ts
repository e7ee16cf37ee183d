import { catalog, kubernetesTargetLabels } from 'dashwright';
import {
  postgresqlMetrics,
  postgresqlStatementMetrics,
  postgresqlTableMetrics,
  redisMetrics,
} from 'dashwright/library';

const examples = { databases: ['multiweb'], tables: ['products', 'transactions', 'messages'] } as const;

/** PostgreSQL and Redis, with their exporters. */
export const dataStores = catalog(
  {
    ...postgresqlMetrics(examples),
    ...postgresqlTableMetrics(examples),
    ...postgresqlStatementMetrics(examples),
    ...redisMetrics(),
  },
  { targetLabels: kubernetesTargetLabels },
);
