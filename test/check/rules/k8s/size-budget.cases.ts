import { cases } from '../../support.js';

const artifact = (path: string, bytes: number, char = 'x') => [{ path, content: char.repeat(bytes) }];
const dashboard = 'grafana/shop/shop.json';

export default cases('k8s/size-budget', {
  trips: {
    'a dashboard over 1 MiB': {
      artifacts: artifact(dashboard, 1_048_577),
      says: '1 048 577 bytes, but the limit of a ConfigMap is 1 048 576',
      path: dashboard,
    },
    'a dashboard that is short in characters and long in bytes': {
      artifacts: artifact(dashboard, 400_000, '한'),
    },
    'a dashboard at 80 %': { artifacts: artifact(dashboard, 900_000), level: 'warning' },
    'a dashboard that client-side apply refuses': {
      artifacts: artifact(dashboard, 262_145),
      level: 'warning',
      says: 'annotation',
    },
    'rules that the operator refuses': {
      artifacts: artifact('helm/shop/files/rules.yaml', 524_289),
      says: '524 288',
    },
    'rules at 80 %': {
      artifacts: artifact('terraform/shop/rules.yaml', 450_000),
      level: 'warning',
    },
    'a chart whose release Helm cannot store': {
      artifacts: [1, 2, 3, 4].flatMap((n) => artifact(`helm/shop/dashboards/${n}.json`, 1_000_000)),
      says: 'the release has an estimated 1 600 000 bytes',
      path: 'helm/shop',
    },
    'a chart at 80 %': { artifacts: artifact('helm/shop/values.yaml', 2_300_000), level: 'warning' },
  },
  silent: {
    'dashboards, rules and charts of common size': {
      artifacts: [
        ...artifact(dashboard, 262_144),
        ...artifact('helm/shop/files/rules.yaml', 400_000),
        ...artifact('helm/shop/dashboards/a.json', 1_500_000),
      ],
    },
    'another large file': { artifacts: artifact('docs/shop/index.html', 5_000_000) },
  },
});
