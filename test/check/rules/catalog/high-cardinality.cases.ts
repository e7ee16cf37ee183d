import { catalog, counter, gauge } from 'dashwright';
import { cases } from '../../support.js';

const labelled = (...labels: readonly string[]) => ({
  metrics: catalog({
    requests_total: counter({
      help: 'Requests.',
      unit: 'requests',
      labels: Object.fromEntries(labels.map((label) => [label, ['1']])),
    }),
  }),
});

export default cases('catalog/high-cardinality', {
  trips: {
    'a label for every user': {
      given: labelled('user_id'),
      says: 'metric requests_total has the label user_id',
      path: 'shop/metrics/requests_total',
    },
    'other spellings': { given: labelled('userId', 'UserID', 'user.id'), times: 3 },
    'requests, traces, addresses': {
      given: labelled('request_id', 'trace_id', 'client_ip', 'email'),
      times: 4,
    },
  },
  silent: {
    'labels with few values': {
      given: labelled('path', 'status', 'method', 'user_type', 'order_state', 'model'),
    },
    'versions of IP': {
      given: {
        metrics: catalog({ udp_queues: gauge({ help: 'Queues.', labels: { ip: ['v4', 'v6'] } }) }),
      },
    },
    "a database's roles and statements": { given: labelled('user', 'queryid', 'datid') },
  },
});
