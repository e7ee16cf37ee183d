import { catalog, kubernetesTargetLabels } from 'dashwright';
import {
  postgresqlMetrics,
  postgresqlStatementMetrics,
  postgresqlTableMetrics,
} from '../../library/postgresql.js';
import { redisMetrics } from '../../library/redis.js';

const examples = { databases: ['multiweb'], tables: ['products', 'transactions', 'messages'] } as const;

/** PostgreSQL and Redis, through their exporters. */
export const dataStores = catalog(
  {
    ...postgresqlMetrics(examples),
    ...postgresqlTableMetrics(examples),
    ...postgresqlStatementMetrics(examples),
    ...redisMetrics(),
  },
  { targetLabels: kubernetesTargetLabels },
);
