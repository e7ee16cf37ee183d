import { alert, holds, type RoutingOptions, receiver, routing, timeInterval } from 'dashwright';
import { type Case, cases, raw } from '../../support.js';

const team = receiver('team', {});
const onCall = receiver('on-call', {});
const texts = { summary: 's', for: '5m' } as const;
const Lagging = alert({ ...texts, severity: 'critical', when: holds(raw('max(lag_seconds) > 5')) });
const Failing = alert({
  ...texts,
  severity: 'warning',
  when: holds(raw('sum(rate(failures_total[5m])) > 5')),
});

function routed(options: Partial<RoutingOptions>): Case {
  return {
    given: { bundle: { alerts: { Lagging, Failing }, routing: routing({ receiver: team, ...options }) } },
  };
}
const muted = (...intervals: Parameters<typeof timeInterval>[1][]): Case =>
  routed({
    routes: [{ match: { severity: 'critical' }, muteTimeIntervals: [timeInterval('muted', ...intervals)] }],
  });
const active = (...intervals: Parameters<typeof timeInterval>[1][]): Case =>
  routed({
    routes: [
      { match: { severity: 'critical' }, activeTimeIntervals: [timeInterval('active', ...intervals)] },
    ],
  });
const office = timeInterval('office', {
  weekdays: ['monday:friday'],
  times: [{ startTime: '08:00', endTime: '18:00' }],
  location: 'Asia/Seoul',
});
const workdays = timeInterval('workdays', { weekdays: ['monday:friday'], location: 'Asia/Seoul' });

export default cases('routing/no-effect', {
  trips: {
    'a route behind one that takes its alerts': {
      ...routed({
        routes: [
          { match: { severity: ['critical', 'warning'] } },
          { match: { severity: 'critical' }, receiver: onCall },
        ],
      }),
      says: 'no alert reaches the route severity="critical": the route severity=~"critical|warning" before it',
      path: 'shop/routing',
    },
    'a route behind one for all': {
      ...routed({ routes: [{ match: 'all' }, { match: { severity: 'critical' }, receiver: onCall }] }),
      says: 'the route for all before it',
    },
    'a route behind the same one, with more conditions': routed({
      routes: [
        {
          match: 'all',
          routes: [
            { match: { alerts: [Lagging] } },
            { match: { alerts: [Lagging], severity: 'critical' }, receiver: onCall },
          ],
        },
      ],
    }),
    'a muting interval without conditions': { ...muted({}), says: 'never notifies anybody' },
    'a day of 24 hours': muted({ times: [{ startTime: '00:00', endTime: '24:00' }] }),
    'intervals that add up to the week': muted(
      { weekdays: ['monday:friday'], location: 'Asia/Seoul' },
      { weekdays: ['sunday', 'saturday'], location: 'Asia/Seoul' },
    ),
    'a day that does not occur': active({ daysOfMonth: ['30:31'], months: ['february'] }),
    'an active interval that is muted': routed({
      routes: [
        { match: { severity: 'critical' }, activeTimeIntervals: [office], muteTimeIntervals: [workdays] },
      ],
    }),
    'a name that no alert has': {
      ...routed({ routes: [{ match: { matchers: 'alertname="Laging"' }, receiver: onCall }] }),
      says: 'no alert of the bundle matches alertname="Laging"',
      suggests: 'Lagging',
    },
    'a pattern that no alert matches as a whole': routed({
      routes: [{ match: { matchers: 'alertname=~"Lag"' }, receiver: onCall }],
    }),
    'a route within one for other alerts': {
      ...routed({
        routes: [
          {
            match: { severity: 'critical' },
            routes: [{ match: { severity: ['warning', 'info'] }, receiver: onCall }],
          },
        ],
      }),
      says: 'no alert reaches the route severity=~"warning|info": none has both severity="critical" and severity=~"warning|info"',
    },
    'matchers of a route that contradict each other': {
      ...routed({ routes: [{ match: { matchers: 'team=~"a|b", team!~"a|b|c"' }, receiver: onCall }] }),
      says: 'none has both team=~"a|b" and team!~"a|b|c"',
    },
    'a target of an inhibition that no alert can be': {
      ...routed({
        inhibitRules: [
          {
            source: { severity: 'critical' },
            target: { matchers: 'severity="warning", severity!="warning"' },
            equal: ['alertname'],
          },
        ],
      }),
      says: 'inhibitRules[0], target: no alert has both severity="warning" and severity!="warning"',
    },
    'a source of an inhibition that there is not': {
      ...routed({
        inhibitRules: [
          { source: { matchers: 'alertname="Down"' }, target: { severity: 'warning' }, equal: [] },
        ],
      }),
      says: 'inhibitRules[0], source',
    },
    'a repeat interval below the group interval': {
      ...routed({ groupInterval: '5m', repeatInterval: '1m' }),
      says: 'the routing: repeatInterval 1m is shorter than groupInterval 5m: notifications repeat every 5m',
    },
    'the same with one of them inherited': {
      ...routed({
        repeatInterval: '30m',
        routes: [{ match: { severity: 'critical' }, groupInterval: '1h' }],
      }),
      says: 'the route severity="critical": repeatInterval 30m',
    },
  },
  silent: {
    'repeat intervals of at least the group interval': routed({
      groupInterval: '1h',
      repeatInterval: '1h',
      routes: [{ match: { severity: 'critical' }, groupInterval: '1m', repeatInterval: '5m' }],
    }),
    'the specific route first, and one that continues': routed({
      routes: [
        { match: { severity: 'critical' }, receiver: onCall },
        { match: { severity: ['critical', 'warning'] }, continue: true },
        { match: { matchers: 'severity!="info"' } },
        { match: 'all' },
      ],
    }),
    'routes that overlap': routed({
      routes: [
        { match: { severity: 'critical', alerts: [Lagging] }, receiver: onCall },
        { match: { severity: 'critical' } },
        { match: { alerts: [Lagging] } },
      ],
    }),
    'nights and weekends': muted(
      { weekdays: ['monday:friday'], times: [{ startTime: '18:00', endTime: '24:00' }] },
      { weekdays: ['monday:friday'], times: [{ startTime: '00:00', endTime: '08:00' }] },
      { weekdays: ['sunday', 'saturday'] },
    ),
    'one month of the year': muted({ months: ['december'] }),
    'the last day of a month, and 29 February': active(
      { daysOfMonth: ['-1'], months: ['2'] },
      { daysOfMonth: ['29'] },
    ),
    'active intervals of which a part is muted': routed({
      routes: [
        { match: { severity: 'critical' }, activeTimeIntervals: [workdays], muteTimeIntervals: [office] },
      ],
    }),
    'intervals in two time zones': muted(
      { weekdays: ['monday:friday'] },
      { weekdays: ['sunday', 'saturday'], location: 'Asia/Seoul' },
    ),
    'names and patterns of alerts': routed({
      routes: [{ match: { matchers: 'alertname=~"Lag.*"' } }, { match: { matchers: 'alertname!="Other"' } }],
    }),
  },
});
