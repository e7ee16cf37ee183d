import { cases } from '../../support.js';

const page = 'lag_seconds{topic="orders"} 1\n';
const recorded = (name: string, expr = 'max(lag_seconds)') => ({
  type: 'recording' as const,
  group: 'shop',
  name,
  expr,
  for: 0,
  keepFiringFor: 0,
  labels: {},
  annotations: {},
  error: undefined,
});

export default cases('live/unread-recording', {
  trips: {
    'a rule of the bundle that nothing reads': {
      given: { records: [['job:lag:max', 'max(lag_seconds)']], panels: ['lag_seconds'] },
      page,
      server: { rules: [recorded('job:lag:max')] },
      path: 'shop/recording-rules/job:lag:max',
    },
    'rules of nobody': {
      given: { panels: ['lag_seconds'] },
      page,
      server: { rules: [recorded('old:one'), recorded('old:two')] },
      says: 'records old:one and old:two by rules of no bundle',
      path: 'shop',
    },
  },
  silent: {
    'a panel reads it': {
      given: { records: [['job:lag:max', 'max(lag_seconds)']], panels: ['job:lag:max'] },
      page,
      server: { rules: [recorded('job:lag:max')] },
    },
    'another rule there reads it': {
      given: { panels: ['lag_seconds', 'b:b'], records: [['b:b', 'max(lag_seconds)']] },
      page,
      server: { rules: [recorded('a:a'), recorded('b:b', 'max(a:a)')] },
    },
    'a dashboard there reads it': {
      given: { panels: ['lag_seconds'] },
      page,
      server: {
        rules: [recorded('a:a')],
        grafana: { who: 'Grafana at prod', dashboards: new Map(), expressions: ['a:a > $x'] },
      },
    },
  },
});
