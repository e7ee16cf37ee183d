import { catalog, counter, histogram } from 'dashwright';

/** Metrics that the service exposes. Previews and scenarios use the example values of labels. */
export const metrics = catalog({
  http_requests_total: counter({
    help: 'HTTP requests served.',
    unit: 'requests',
    labels: { path: ['/', '/orders'], status: ['200', '404', '500'] },
  }),
  http_request_duration_seconds: histogram({
    help: 'Time to answer a request.',
    unit: 's',
    labels: { path: ['/', '/orders'] },
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  }),
});
