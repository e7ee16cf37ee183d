import { dump } from 'js-yaml';
import { cases } from '../../support.js';

const healthy = {
  image: 'shop/program:v1.2.3',
  healthcheck: { test: ['CMD', 'true'] },
  deploy: { resources: { limits: { cpus: '0.5', memory: '64M' } } },
};
const compose = (services: object) => [{ path: 'stack/shop/compose.yaml', content: dump({ services }) }];
const collector = (telemetry: object) => [
  { path: 'stack/shop/otel-collector/config.yaml', content: dump({ service: { telemetry } }) },
];
const prometheus = { ...healthy, command: ['--storage.tsdb.retention.time=${TIME:-15d}'] };

export default cases('stack/production', {
  trips: {
    'an image without a tag': { artifacts: compose({ shop: { ...healthy, image: 'registry:5000/shop' } }) },
    'the latest image': { artifacts: compose({ shop: { ...healthy, image: 'shop:latest' } }) },
    'a port that is open to everybody': {
      artifacts: compose({ grafana: { ...healthy, ports: ['3000:3000'] } }),
      says: '3000:3000 on all interfaces',
      path: 'stack/shop/compose.yaml',
    },
    'a port on all addresses': {
      artifacts: compose({ prometheus: { ...prometheus, ports: ['0.0.0.0:9090:9090'] } }),
    },
    'no limits': { artifacts: compose({ shop: { ...healthy, deploy: {} } }) },
    'a limit of nothing': {
      artifacts: compose({
        shop: { ...healthy, deploy: { resources: { limits: { cpus: '0', memory: '64M' } } } },
      }),
    },
    'no health check': { artifacts: compose({ shop: { ...healthy, healthcheck: undefined } }) },
    'a password in the environment': {
      artifacts: compose({ shop: { ...healthy, environment: { GF_SECURITY_ADMIN_PASSWORD: 'admin' } } }),
      says: 'in an environment variable',
    },
    'Prometheus without retention': { artifacts: compose({ prometheus: healthy }) },
    'a collector that says everything': {
      artifacts: collector({ logs: { level: 'info' } }),
      level: 'warning',
    },
    'a collector that says nothing of its log': { artifacts: collector({}), level: 'warning' },
  },
  silent: {
    'a stack that is ready': {
      artifacts: [
        ...compose({
          prometheus,
          grafana: {
            ...healthy,
            ports: ['127.0.0.1:3000:3000'],
            environment: { GF_SECURITY_ADMIN_PASSWORD__FILE: '/run/secrets/password' },
          },
          quiet: { ...healthy, healthcheck: undefined },
          'quiet-health': { ...healthy, network_mode: 'service:quiet' },
          pinned: { ...healthy, image: `shop:1@sha256:${'a'.repeat(64)}` },
        }),
        ...collector({ logs: { level: 'warn' } }),
      ],
    },
    'files of other bundles and folders': {
      artifacts: [{ path: 'helm/stack/compose.yaml', content: 'services: { a: {} }' }],
    },
  },
});
