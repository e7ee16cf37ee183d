import { approx, eventsAt, firstEventAt, idle, jump, rateOf, scenario } from 'dashwright/testing';
import { SeamlessConformanceFlagSpike } from '../alerts.js';
import { metrics } from '../metrics.js';

const flags = metrics.seamless_conformance_flag_total;
const about = { alerts: [SeamlessConformanceFlagSpike] };
const nodes = Array.from({ length: 30 }, (_, index) => `node-${index + 1}`);

export default [
  // Four per minute are 50 after twelve and a half minutes.
  scenario('a source delivers bad data for an hour', about)
    .series(flags, rateOf(4, 'per minute').from('20m').until('1h20m'))
    .quietUntil('32m')
    .pendingAt('34m')
    .firesWithin(['47m', '49m'], { count: 1, labels: { severity: 'warning' } })
    .firingAt('1h', {
      value: approx(60, 0.01),
      annotations: {
        summary: 'Conformance flags: 60 in 15 minutes, above 50',
        description: /raised 60 flags in the last 15 minutes \(threshold 50\)/,
      },
    })
    .firingAt('1h21m')
    .resolvesBy('1h24m'),

  scenario('48 flags in 15 minutes', { ...about, lasting: '1h30m' })
    .series(flags, rateOf(3.2, 'per minute'))
    .staysQuiet(),

  scenario('51 flags in 15 minutes', about).series(flags, rateOf(3.4, 'per minute')).firingAt('1h'),

  scenario('exactly 50 flags of a new type', { ...about, lasting: '1h' })
    .series(flags, eventsAt('20m').event('20m', 49).appearsAt('20m'))
    .staysQuiet(),

  scenario('500 flags at once, and no more', { ...about, lasting: '1h' })
    .series(flags, idle().event('20m', 500))
    .pendingAt('30m')
    .neverFires(),

  // increase() alone does not count the first sixty.
  scenario('two waves of sixty flags of a new type', about)
    .series(flags, { flag_type: 'gap' }, firstEventAt('20m').event('20m', 59).event('33m', 60))
    .quietUntil('20m')
    .pendingAt('20m')
    .firesWithin(['35m', '35m']),

  scenario('a new type brings sixty flags, then the process restarts', about)
    .series(flags, firstEventAt('20m').event('20m', 9).event('21m', 60).reset('22m'))
    .pendingAt('21m')
    .pendingAt('30m'),

  scenario('nodes, worlds and types that are each within bounds', about)
    .series(flags, { flag_type: 'gap' }, rateOf(1.5, 'per minute'))
    .series(flags, { flag_type: 'duplicate_timestamp' }, rateOf(1.5, 'per minute'))
    .series(flags, { node_id: 'macd' }, rateOf(1.5, 'per minute'))
    .series(flags, { world_id: 'live' }, rateOf(1.5, 'per minute'))
    .firingAt('1h', { count: 1, value: approx(90, 0.01) }),

  nodes.reduce(
    (story, node_id) => story.series(flags, { node_id }, firstEventAt('20m').event('20m')),
    scenario('thirty nodes get two flags each, the first of their kind', about)
      .quietUntil('20m')
      .pendingAt('30m', { value: 60 })
      .neverFires(),
  ),

  // With an offset alone, the series would look new, and its old flags like new ones.
  scenario('many flags an hour ago, then scrapes fail for twelve minutes', { ...about, lasting: '2h' })
    .series(flags, idle().event('20m', 500).gap('1h', '1h12m'))
    .pendingAt('30m')
    .quietAt('36m')
    .quietAt('1h20m')
    .quietAt('1h24m')
    .quietAt('1h26m')
    .neverFires(),

  scenario('old flags, half an hour without the series, and sixty new ones', about)
    .series(flags, jump(0, '5m', 70).thenAt('1h', 60).gap('30m', '1h'))
    .quietAt('59m')
    .pendingAt('1h')
    .pendingAt('1h14m')
    .quietAt('1h16m'),

  scenario('the pipeline finds nothing', { ...about, lasting: '1h' })
    .series(flags, idle())
    .staysQuiet(),
  scenario('there is no pipeline', { ...about, lasting: '1h' }).staysQuiet(),
];
