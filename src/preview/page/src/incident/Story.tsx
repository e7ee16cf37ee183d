import type { Incident, IncidentTimeline, SiteBundle } from '../../../model.js';
import { lengthText } from '../lib/length.js';
import { linkTo } from '../lib/location.js';
import { Badge, labelText, stateColors } from '../views/parts.js';
import { TimeLine } from './TimeLine.js';
import { stateAt } from './timeline.js';

/** The alerts on their time line, and what those that are active say now. */
export function Story({
  bundle,
  incident,
  now,
  onJump,
}: {
  readonly bundle: SiteBundle;
  readonly incident: Incident;
  readonly now: number;
  readonly onJump: (at: number) => void;
}) {
  const active = incident.timelines.filter((line) => stateAt(line, now) !== 'inactive');
  return (
    <>
      <TimeLine incident={incident} now={now} onJump={onJump} />
      <div role="log" aria-label="Alerts now" aria-live="polite" style={{ margin: '8px 0 16px' }}>
        {active.length === 0 && <p>No alert is active.</p>}
        {active.map((line) => (
          <Message
            key={line.alert + JSON.stringify(line.labels)}
            bundle={bundle}
            incident={incident}
            line={line}
            now={now}
          />
        ))}
      </div>
      <Notifications incident={incident} now={now} />
    </>
  );
}

function Message({
  bundle,
  incident,
  line,
  now,
}: {
  readonly bundle: SiteBundle;
  readonly incident: Incident;
  readonly line: IncidentTimeline;
  readonly now: number;
}) {
  const state = stateAt(line, now);
  const moment = line.moments.findLast(({ at, summary }) => at <= now && summary !== undefined);
  const alert = bundle.alerts.find(({ name }) => name === line.alert);
  return (
    <article
      data-alert={line.alert}
      data-state={state}
      style={{ borderLeft: `4px solid ${stateColors[state]}`, padding: '4px 12px', margin: '6px 0' }}
    >
      <Badge text={state} /> <Badge text={line.labels.severity ?? ''} /> <strong>{line.alert}</strong>{' '}
      <small>{labelText(line.labels)}</small>
      {moment?.summary && <div>{moment.summary}</div>}
      {moment?.description && <div style={{ opacity: 0.85 }}>{moment.description}</div>}
      {state === 'firing' && (
        <div>
          <Receivers incident={incident} line={line} now={now} />
          {alert?.runbook && (
            <>
              {' · '}
              <a href={linkTo([bundle.name, 'runbooks'], { page: alert.runbook })}>runbook</a>
            </>
          )}
          {alert?.panel && (
            <>
              {' · '}
              <a
                href={linkTo([bundle.name, 'd', alert.panel.dashboard], {
                  viewPanel: String(alert.panel.id),
                })}
              >
                panel
              </a>
            </>
          )}
        </div>
      )}
    </article>
  );
}

/** Who is notified of an alert that fires, when, or why nobody is. */
function Receivers({
  incident,
  line,
  now,
}: {
  readonly incident: Incident;
  readonly line: IncidentTimeline;
  readonly now: number;
}) {
  const number = incident.timelines.indexOf(line);
  const sent = incident.notifications.filter(({ firing }) => firing.includes(number));
  const begun =
    line.moments.findLast(({ at, state }) => at <= now && state !== 'firing')?.at ?? incident.start;
  const time = (at: number): string => lengthText(at - incident.start);
  const before = sent.filter(({ at }) => at <= now && at > begun);
  const next = sent.find(({ at }) => at > now);
  const inhibited = line.inhibited.find(({ from, to }) => from <= now && now < to);
  const muted = line.muted.find(({ from, to }) => from <= now && now < to);
  if (line.receivers.length === 0)
    return (
      <>
        notified: <strong>nobody</strong>
      </>
    );
  const names = [...new Set(before.map(({ receiver }) => receiver))];
  return (
    <>
      {names.length > 0 && (
        <>
          notified:{' '}
          {names.map((name, index) => (
            <span key={name}>
              {index > 0 && ', '}
              <strong>{name}</strong> at {time(before.find(({ receiver }) => receiver === name)?.at ?? now)}
            </span>
          ))}
        </>
      )}
      {names.length > 0 && (inhibited || muted) && ' · '}
      {inhibited && <>not notified: inhibited by {inhibited.by}</>}
      {!inhibited && muted && <>not notified: muted by {muted.by}</>}
      {names.length === 0 &&
        !inhibited &&
        !muted &&
        (next ? (
          <>
            waits for its group: notifies <strong>{next.receiver}</strong> at {time(next.at)}
          </>
        ) : (
          <>
            would notify <strong>{line.receivers.join(', ')}</strong>, but ceases before
          </>
        ))}
    </>
  );
}

const mostNotifications = 6;

/** What Alertmanager has sent until now, the latest first. */
function Notifications({ incident, now }: { readonly incident: Incident; readonly now: number }) {
  const sent = incident.notifications.filter(({ at }) => at <= now).reverse();
  if (sent.length === 0) return null;
  const names = (alerts: readonly number[]): string =>
    alerts.map((alert) => incident.timelines[alert]?.alert ?? '').join(', ');
  return (
    <section aria-label="Notifications" style={{ margin: '0 0 16px' }}>
      <h2 style={{ fontSize: 16 }}>Notifications</h2>
      <ol className="notifications">
        {sent.slice(0, mostNotifications).map(({ at, receiver, group, firing, resolved, reason }) => (
          <li key={`${at} ${receiver} ${JSON.stringify(group)}`}>
            <time>{lengthText(at - incident.start)}</time> <strong>{receiver}</strong>{' '}
            {firing.length > 0 && <>firing: {names(firing)} </>}
            {resolved.length > 0 && <>resolved: {names(resolved)} </>}
            <small>
              {reason}
              {Object.keys(group).length > 0 &&
                `, grouped by ${Object.entries(group)
                  .map(([name, value]) => `${name}=${value}`)
                  .join(' ')}`}
            </small>
          </li>
        ))}
      </ol>
      {sent.length > mostNotifications && <p>and {sent.length - mostNotifications} before</p>}
    </section>
  );
}
