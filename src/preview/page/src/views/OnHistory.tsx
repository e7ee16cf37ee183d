import type { AlertOutcome, AlertSpan, HistoryFiring, SiteAlert, SiteHistory } from '../../../model.js';
import { StateBar } from '../incident/StateBar.js';
import { Badge, labelText, Rows } from './parts.js';

/** Most bars, one for each set of labels, and most firings that are listed. */
const mostBars = 20;
const mostListed = 200;

/** What an alert would have done on the history that a backtest read. */
export function OnHistory({
  alert,
  period,
}: {
  readonly alert: SiteAlert;
  readonly period: SiteHistory | undefined;
}) {
  if (!period) return null;
  const { history } = alert;
  const start = Date.parse(period.start);
  const end = Date.parse(period.end);
  const suggestion = history?.suggestion;
  return (
    <section
      className="changes"
      aria-label={`On history: ${alert.name} ${alert.severity}`}
      data-history={alert.name}
    >
      <h2>
        On history <Badge text={alert.severity} />
      </h2>
      <p>
        {minute(start)} to {minute(end)} UTC
      </p>
      {!history && <p>The report does not have this alert.</p>}
      {history && <Outcome title="" outcome={history} start={start} end={end} />}
      {history?.before === null && <p>The alert is new: there was none before.</p>}
      {history?.before && (
        <Outcome title="Before the change" outcome={history.before} start={start} end={end} />
      )}
      {suggestion && (
        <>
          <h3>Firings with other thresholds</h3>
          <Rows head={['threshold', ...suggestion.waits.map((wait) => `for ${wait}`)]}>
            {suggestion.rows.map(({ threshold, cells }) => (
              <tr key={threshold}>
                <td>
                  {suggestion.operator} {threshold}
                </td>
                {cells.map(({ firings, firingMs }, index) => {
                  const wait = suggestion.waits[index];
                  const cell = firings === 0 ? '0' : `${firings} (${lengthText(firingMs)})`;
                  const now = threshold === suggestion.threshold && wait === suggestion.for;
                  return <td key={wait}>{now ? <strong>{cell}, as it is now</strong> : cell}</td>;
                })}
              </tr>
            ))}
          </Rows>
        </>
      )}
    </section>
  );
}

function Outcome({
  title,
  outcome,
  start,
  end,
}: {
  readonly title: string;
  readonly outcome: AlertOutcome;
  readonly start: number;
  readonly end: number;
}) {
  const { firings, problems } = outcome;
  const bars = barsOf(firings, end);
  return (
    <>
      {title && <h3>{title}</h3>}
      <p>{verdict(outcome)}</p>
      {problems.map((problem) => (
        <p key={problem}>{problem}</p>
      ))}
      {firings.length > 0 && (
        <>
          <div className="alert-times">
            {bars.slice(0, mostBars).map(([labels, spans]) => (
              <StateBar
                key={labels}
                title={labels || 'all'}
                spans={spans}
                start={start}
                end={end}
                timeText={minute}
              />
            ))}
          </div>
          {bars.length > mostBars && <p>and {bars.length - mostBars} more sets of labels</p>}
          <Rows head={['from (UTC)', 'length', 'labels', 'summary']}>
            {firings.slice(0, mostListed).map((firing) => (
              <tr key={firing.from + JSON.stringify(firing.labels)}>
                <td>{minute(Date.parse(firing.from))}</td>
                <td>
                  {firing.to === null
                    ? `still firing after ${lengthText(end - Date.parse(firing.from))}`
                    : lengthText(Date.parse(firing.to) - Date.parse(firing.from))}
                </td>
                <td>{labelText(firing.labels)}</td>
                <td>{firing.summary ?? `value ${firing.value}`}</td>
              </tr>
            ))}
          </Rows>
          {firings.length > mostListed && <p>and {firings.length - mostListed} more</p>}
        </>
      )}
    </>
  );
}

function verdict({ firings, pendings, firingSeconds, withoutData }: AlertOutcome): string {
  if (withoutData) return 'No data: none of its series has a sample.';
  const times = (number: number): string => (number === 1 ? 'once' : `${number} times`);
  if (firings.length > 0)
    return `Fired ${times(firings.length)}, for ${lengthText(firingSeconds * 1000)} in all.`;
  return pendings > 0 ? `Never fired, was pending ${times(pendings)}.` : 'Never fired.';
}

/** Spans in which each set of labels is pending or firing. */
function barsOf(
  firings: readonly HistoryFiring[],
  end: number,
): readonly (readonly [labels: string, spans: readonly AlertSpan[]])[] {
  const bars = new Map<string, AlertSpan[]>();
  for (const { labels, pending, from, to } of firings) {
    const key = labelText(labels);
    const spans = bars.get(key) ?? [];
    bars.set(key, spans);
    const [waits, begins] = [Date.parse(pending), Date.parse(from)];
    if (waits < begins) spans.push({ from: waits, to: begins, state: 'pending' });
    spans.push({ from: begins, to: to === null ? end : Date.parse(to), state: 'firing' });
  }
  return [...bars];
}

function minute(ms: number): string {
  return new Date(ms).toISOString().slice(0, 16).replace('T', ' ');
}

/** A length in its two largest units, to the second. */
function lengthText(ms: number): string {
  let left = Math.round(ms / 1000);
  const parts: string[] = [];
  for (const [unit, seconds] of [
    ['d', 86_400],
    ['h', 3600],
    ['m', 60],
    ['s', 1],
  ] as const) {
    const count = Math.floor(left / seconds);
    left -= count * seconds;
    if (count > 0) parts.push(`${count}${unit}`);
  }
  return parts.slice(0, 2).join('') || '0s';
}
