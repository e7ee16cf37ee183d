import { approx, eventsAt, firstEventAt, idle, rateOf, scenario } from 'dashwright/testing';
import { PullRequestCreationFailing, PullRequestFailed } from '../alerts.js';
import { metrics } from '../metrics.js';
import { pullRequestAttempts } from '../recording-rules.js';
import { pullRequestSuccessRatio } from '../signals.js';

const attempts = metrics.sdb_pr_created_total;
const opened = { status: 'success' };
const failed = { status: 'failure' };
const single = { alerts: [PullRequestFailed] };
const many = { alerts: [PullRequestCreationFailing] };
const namespace = 'agent-system';

export const failures = [
  scenario('the first failure that an agent counts at all', single)
    .series(attempts, opened, rateOf(6, 'per hour'))
    .series(attempts, failed, firstEventAt('40m'))
    .quietUntil('40m')
    .firesWithin(['40m', '41m'], { value: 1, count: 1, labels: { severity: 'warning' } })
    .firingAt('1h9m', {
      annotations: {
        summary: 'Pull requests that failed to open in the last 30 minutes: 1',
        description: /failed to open 1 pull requests .* \(threshold: any\)/,
      },
    })
    .resolvesBy('1h11m'),

  scenario('a failure, and one more an hour later', single)
    .series(attempts, failed, eventsAt('40m', '1h40m'))
    .quietUntil('40m')
    .firesWithin(['40m', '41m'], { value: approx(1, 0.05) })
    .firingAt('1h8m')
    .resolvedAt('1h12m')
    .firingAt('1h42m')
    .resolvesBy('2h12m'),

  scenario('two agents fail', single)
    .series(attempts, { ...failed, pod: 'sdb-agent-1' }, firstEventAt('40m'))
    .series(attempts, { ...failed, pod: 'sdb-agent-2' }, firstEventAt('41m'))
    .firingAt('45m', { value: 2, count: 1 }),

  scenario('a failure long ago, then scrapes fail for twenty minutes', { ...single, lasting: '3h' })
    .series(attempts, failed, eventsAt('40m').gap('2h', '2h20m'))
    .firingAt('1h')
    .resolvesBy('1h12m'),

  scenario('all pull requests are opened', { ...single, lasting: '2h' })
    .series(attempts, opened, rateOf(20, 'per hour'))
    .series(attempts, failed, idle())
    .staysQuiet(),

  scenario('a copy of the system in another namespace fails', { ...single, lasting: '2h' })
    .series(attempts, opened, rateOf(20, 'per hour'))
    .series(attempts, { ...failed, namespace: 'agent-staging' }, firstEventAt('40m'))
    .staysQuiet(),

  scenario('no SDB agent counts anything', { ...single, lasting: '1h' }).staysQuiet(),
];

export const failing = [
  // A token expires and all requests fail. It is replaced after 75 minutes, and the rate over an hour decreases slowly.
  scenario('no pull request can be opened for an hour and a quarter', many)
    .series(attempts, opened, rateOf(12, 'per hour').until('2h').thenAt('3h15m', rateOf(12, 'per hour')))
    .series(attempts, failed, idle().thenAt('2h', rateOf(12, 'per hour')).until('3h15m'))
    .quietUntil('2h29m')
    .pendingAt('2h33m')
    .firesWithin(['2h34m', '2h38m'], { count: 1, labels: { severity: 'critical' } })
    .firingAt('3h5m', {
      value: approx(0, 1e-6),
      annotations: {
        summary: 'Only 0% of pull requests are opened, below 50%',
        description: /^0% of the attempts .* over the last hour \(threshold 50%\), and at least three failed/,
      },
    })
    .sampleAt(pullRequestAttempts, '3h5m', approx(12, 0.1), { ...failed, namespace })
    .sampleAt(pullRequestAttempts, '3h5m', approx(0, 0.1), { ...opened, namespace })
    .resolvesBy('3h48m'),

  scenario('eleven of twenty are opened', { ...many, lasting: '3h' })
    .series(attempts, opened, rateOf(10.6, 'per hour'))
    .series(attempts, failed, rateOf(9.4, 'per hour'))
    .sampleAt(pullRequestSuccessRatio, '2h', approx(0.53, 1e-6))
    .staysQuiet(),

  scenario('nine of twenty are opened', many)
    .series(attempts, opened, rateOf(9.4, 'per hour'))
    .series(attempts, failed, rateOf(10.6, 'per hour'))
    .firingAt('2h', { value: approx(0.47, 1e-6) }),

  // Both series begin with their first event, which is counted: two events are too few, three are enough.
  scenario('two attempts at night, and both fail', { ...many, lasting: '2h' })
    .series(attempts, failed, firstEventAt('30m').event('40m'))
    .staysQuiet(),
  scenario('three attempts at night, and all fail', many)
    .series(attempts, failed, firstEventAt('30m').event('30m', 2))
    .quietUntil('30m')
    .firesWithin(['35m', '37m'], { value: 0 })
    .sampleAt(pullRequestAttempts, '40m', 3, { ...failed, namespace })
    .sampleAt(pullRequestSuccessRatio, '40m', 0)
    .resolvesBy('1h33m'),

  scenario('three fail, but ten are opened', { ...many, lasting: '2h' })
    .series(attempts, failed, firstEventAt('30m').event('30m', 2))
    .series(attempts, opened, firstEventAt('30m').event('30m', 9))
    .staysQuiet(),

  scenario('two fail, and one is opened', { ...many, lasting: '2h' })
    .series(attempts, failed, firstEventAt('30m').event('30m'))
    .series(attempts, opened, firstEventAt('30m'))
    .staysQuiet(),
  scenario('fewer than three an hour, and all fail', { ...many, lasting: '3h' })
    .series(attempts, failed, rateOf(2.85, 'per hour'))
    .staysQuiet(),

  scenario('three fail on two pods, one is opened', many)
    .series(attempts, { ...failed, pod: 'sdb-agent-1' }, firstEventAt('30m').event('30m'))
    .series(attempts, { ...failed, pod: 'sdb-agent-2' }, firstEventAt('30m'))
    .series(attempts, opened, firstEventAt('25m'))
    .firingAt('45m', { count: 1, value: 0.25 }),

  scenario('for four minutes more fail than are opened', { ...many, lasting: '2h' })
    .series(attempts, failed, firstEventAt('30m').event('30m', 2))
    .series(attempts, opened, firstEventAt('34m').event('34m', 4))
    .neverFires(),

  scenario('a copy of the system in another namespace', { ...many, lasting: '2h' })
    .series(attempts, { ...failed, namespace: 'agent-staging' }, rateOf(30, 'per hour'))
    .series(attempts, opened, firstEventAt('1h'))
    .sampleAt(pullRequestAttempts, '1h30m', 1, { ...opened, namespace })
    .staysQuiet(),

  scenario('scrapes fail for forty minutes, long after three failures', { ...many, lasting: '4h' })
    .series(attempts, failed, firstEventAt('30m').event('30m', 2).gap('2h', '2h40m'))
    .firingAt('1h')
    .resolvesBy('1h33m'),

  scenario('nobody wants a pull request', { ...many, lasting: '2h' })
    .series(attempts, opened, idle())
    .series(attempts, failed, idle())
    .noSampleAt(pullRequestSuccessRatio, '1h30m')
    .staysQuiet(),

  scenario('no SDB agent counts anything', { ...many, lasting: '1h' })
    .noSampleAt(pullRequestAttempts, '30m')
    .staysQuiet(),
];
