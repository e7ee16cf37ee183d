import { catalog, counter, gauge, oneOf } from 'dashwright';
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
    'an address of no thing, and accounts of customers': {
      given: {
        metrics: catalog({
          online: gauge({ help: 'A.', labels: { ip: ['192.0.2.1'] } }),
          paid: gauge({ help: 'A.', labels: { account_id: ['17'] } }),
        }),
      },
      times: 2,
    },
    'a UUID for every event': { given: labelled('uuid', 'path') },
    'a user beside the UUID of a thing': {
      given: labelled('uuid', 'gpu', 'user_id'),
      says: 'the label user_id',
    },
  },
  silent: {
    'labels with few values': {
      given: labelled('path', 'status', 'method', 'user_type', 'order_state', 'model'),
    },
    'UUIDs of things': {
      given: {
        metrics: catalog({
          DCGM_FI_DEV_ECC_DBE_VOL_TOTAL: counter({
            help: 'Errors of memory.',
            labels: { gpu: ['0'], UUID: ['GPU-2c9a6e6e'], Hostname: ['gpu-1'] },
          }),
          nvidia_smi_utilization_gpu_ratio: gauge({ help: 'Use.', labels: { uuid: ['2c9a6e6e'] } }),
        }),
      },
    },
    'a label whose values are all declared': {
      given: {
        metrics: catalog({ a: gauge({ help: 'A.', labels: { user_id: oneOf('system', 'batch') } }) }),
      },
    },
    'addresses of things, and accounts where things run': {
      given: {
        metrics: catalog({
          balancers: gauge({ help: 'A.', labels: { name: ['shop'], ip: ['192.0.2.1'] } }),
          aws_sqs_visible: gauge({ help: 'A.', labels: { account_id: ['123456789012'] } }),
        }),
      },
    },
    'versions of IP': {
      given: {
        metrics: catalog({ udp_queues: gauge({ help: 'Queues.', labels: { ip: ['v4', 'v6'] } }) }),
      },
    },
    "a database's roles and statements": { given: labelled('user', 'queryid', 'datid') },
  },
});
