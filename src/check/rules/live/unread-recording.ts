import { legacyMetricName } from '../../../catalog/names.js';
import type { Check } from '../../check.js';
import { listed } from '../../names.js';

/** Names that a message names. */
const mostNamed = 20;

export const liveUnreadRecording: Check = {
  id: 'live/unread-recording',
  level: 'info',
  summary: 'recording rules on the server whose series nothing reads',
  live({ bundle, all, evidence }, report) {
    const { rules, grafana, who } = evidence;
    if (!rules) return;
    const texts = [...rules.map(({ expr }) => expr), ...(grafana?.expressions ?? [])];
    const words = new Set(texts.flatMap((text) => text.match(/[a-zA-Z_:][\w:]*/g) ?? []));
    const isRead = (name: string): boolean =>
      words.has(name) ||
      all.some(({ byName }) => byName.has(name)) ||
      // A name in quotes.
      (!legacyMetricName.test(name) && texts.some((text) => text.includes(name)));
    const scope =
      grafana?.expressions === undefined
        ? 'no rule there and no bundle here'
        : `no rule there, no bundle here and no dashboard of ${grafana.who}`;
    const running = [...new Set(rules.filter(({ type }) => type === 'recording').map(({ name }) => name))];
    const unread = running.filter((name) => !isRead(name)).sort();
    const own = new Map(bundle.model.recordings.map(({ rule, subject }) => [rule.record, subject]));
    for (const name of unread) {
      const subject = own.get(name);
      if (subject)
        report(subject, `${who} records ${name}, and ${scope} reads it`, {
          expected: 'something that reads it; otherwise remove the rule',
        });
    }
    // Those of no bundle are reported once, with the first.
    const defined = new Set(all.flatMap(({ model }) => model.recordings.map(({ rule }) => rule.record)));
    const foreign = unread.filter((name) => !defined.has(name));
    if (all[0] !== bundle || foreign.length === 0) return;
    const shown =
      foreign.length > mostNamed
        ? [...foreign.slice(0, mostNamed), `${foreign.length - mostNamed} others`]
        : foreign;
    report(
      bundle.model.subject,
      `${who} records ${listed(shown)} by rules of no bundle, and ${scope} reads ${foreign.length === 1 ? 'it' : 'them'}`,
      {
        expected: 'something that reads them; otherwise remove the rules',
      },
    );
  },
};
