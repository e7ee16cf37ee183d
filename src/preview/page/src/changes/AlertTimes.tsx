import { useTheme2 } from '@grafana/ui';
import type { AlertSpan, ScenarioChange } from '../../../model.js';
import { linkTo } from '../lib/location.js';
import { stateColors } from '../views/parts.js';

/** What alerts do over the same series, by the rules of before and by those of now, one time line above the other. */
export function AlertTimes({
  bundle,
  scenario,
  against,
}: {
  readonly bundle: string;
  readonly scenario: ScenarioChange;
  readonly against: string;
}) {
  const { id, name, start, end, alerts } = scenario;
  return (
    <section aria-label={`Alerts in ${name}`} data-scenario={name}>
      <h3>
        {id === undefined ? (
          `${name} (scenario removed)`
        ) : (
          <a href={linkTo([bundle, 'incident', id])}>{name}</a>
        )}
      </h3>
      {alerts.map(({ alert, labels, text, before, after }) => (
        <div key={alert + JSON.stringify(labels)} className="alert-times" data-alert={alert}>
          <p>
            <strong>{alert}</strong> {text} <small>{labelText(labels)}</small>
          </p>
          <Bar title={`before (${against})`} spans={before} start={start} end={end} />
          <Bar title="after" spans={after} start={start} end={end} />
        </div>
      ))}
    </section>
  );
}

function Bar({
  title,
  spans,
  start,
  end,
}: {
  readonly title: string;
  readonly spans: readonly AlertSpan[];
  readonly start: number;
  readonly end: number;
}) {
  const theme = useTheme2();
  const share = (time: number): string => `${((time - start) / (end - start || 1)) * 100}%`;
  const minutes = (time: number): string => `${Math.round((time - start) / 60_000)}m`;
  return (
    <div className="bar">
      <span>{title}</span>
      <div style={{ background: theme.colors.background.secondary }}>
        {spans.map(({ from, to, state }) => (
          <div
            key={`${from}${state}`}
            title={`${state} from ${minutes(from)} to ${minutes(to)}`}
            style={{
              position: 'absolute',
              top: 0,
              bottom: 0,
              left: share(from),
              width: `${((to - from) / (end - start || 1)) * 100}%`,
              minWidth: 2,
              background: stateColors[state],
            }}
          />
        ))}
      </div>
    </div>
  );
}

function labelText(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .filter(([name]) => !['alertname', 'severity', 'bundle'].includes(name))
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}
