import { type AnyCatalog, catalog, counter, gauge, histogram } from 'dashwright';
import { cases } from '../../support.js';

const help = 'What is measured.';
const named = (metrics: AnyCatalog, own?: AnyCatalog) => ({
  metrics,
  bundle: { naming: { namespace: 'shop', ...(own && { own }) } },
});
const requests = catalog({ http_requests_total: counter({ help, unit: 'requests' }) });

export default cases('catalog/metric-name', {
  trips: {
    'an own metric without the namespace': {
      given: named(requests, requests),
      says: 'does not begin with shop_',
      suggests: 'shop_http_requests_total',
      path: 'shop/metrics/http_requests_total',
    },
    'a counter without _total': {
      given: named(catalog({ shop_orders: counter({ help, unit: 'orders' }) })),
      suggests: 'shop_orders_total',
    },
    'a gauge with _total': {
      given: named(catalog({ shop_users_total: gauge({ help, unit: 'users' }) })),
      says: 'is a gauge',
      suggests: 'shop_users',
    },
    capitals: {
      given: named(catalog({ shop_activeUsers: gauge({ help, unit: 'users' }) })),
      suggests: 'shop_active_users',
    },
    'a duration without its unit': {
      given: named(catalog({ shop_checkout_duration: histogram({ help, unit: 's' }) })),
      says: 'seconds',
      suggests: 'shop_checkout_duration_seconds',
    },
    'a unit after the suffix would be missing': {
      given: named(catalog({ shop_uploads_total: counter({ help, unit: 'bytes' }) })),
      suggests: 'shop_uploads_bytes_total',
    },
    'a unit that is not a base unit': {
      given: named(catalog({ shop_checkout_duration_ms: histogram({ help, unit: 'ms' }) })),
      says: 'not in seconds',
    },
    'a percentage': {
      given: named(catalog({ shop_cache_fill_percent: gauge({ help, unit: 'percent' }) })),
      says: 'a ratio from 0 to 1',
    },
  },
  silent: {
    'names that say everything': {
      given: named(
        catalog({
          shop_products_created_total: counter({ help, unit: 'products' }),
          shop_upload_bytes_total: counter({ help, unit: 'bytes' }),
          shop_active_users: gauge({ help, unit: 'users' }),
          shop_active_users_count: gauge({ help, unit: 'users' }),
          shop_cache_fill_ratio: gauge({ help, unit: 'ratio' }),
          shop_last_backup_timestamp_seconds: gauge({ help, unit: 'timestamp' }),
          shop_checkout_duration_seconds: histogram({ help, unit: 's' }),
        }),
      ),
    },
    "an exporter's metrics": { given: named(catalog({ pg_stat_database_xact_commit: counter({ help }) })) },
    'a bundle that has no rule for names': {
      given: { metrics: catalog({ shop_orders: counter({ help, unit: 'orders' }) }) },
    },
  },
});
