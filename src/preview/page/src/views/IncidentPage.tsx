import { dateTime, type TimeRange } from '@grafana/data';
import { Button, Select, useTheme2 } from '@grafana/ui';
import { useEffect, useMemo, useState } from 'react';
import type { AlertState, Incident, IncidentTimeline, SiteBundle } from '../../../model.js';
import { DashboardView } from '../dashboard/DashboardView.js';
import { durationText } from '../dashboard/interpolate.js';
import type { PanelJson } from '../dashboard/json.js';
import { incidentSource } from '../data/source.js';
import { Story } from '../incident/Story.js';
import { climaxOf, stateAt } from '../incident/timeline.js';
import { lengthText } from '../lib/length.js';
import { useJson } from '../lib/load.js';
import { linkTo } from '../lib/location.js';
import { Badge, Header, Problem, type ViewProps } from './parts.js';

/** A scenario played: time moves, panels follow, alerts turn pending and firing, and somebody is notified. */
export function IncidentPage(props: ViewProps & { readonly id: string }) {
  const { bundle, id, revision } = props;
  const scenario = bundle.scenarios.find((one) => one.id === id);
  const loaded = useJson<Incident>(scenario && `data/${bundle.name}/scenarios/${id}.json`, revision);
  if (!scenario) return <Problem message={`The bundle ${bundle.name} has no scenario ${id}.`} />;
  if (loaded.state === 'failed') return <Problem message={loaded.message} />;
  if (loaded.state === 'loading') return <Header crumbs={[{ text: bundle.title, path: [bundle.name] }]} />;
  return <Player key={id} {...props} incident={loaded.value} />;
}

const speeds = [30, 60, 120, 300, 600];
/** Milliseconds between two pictures. */
const frameMs = 250;

function Player({
  bundle,
  engine,
  revision,
  query,
  incident,
  id,
}: ViewProps & { readonly incident: Incident; readonly id: string }) {
  const theme = useTheme2();
  const { start, end, stepMs } = incident;
  const climax = climaxOf(incident);
  const [now, setNow] = useState(
    query.has('climax') ? climax : query.has('at') ? start + Number(query.get('at')) * 1000 : start,
  );
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState(120);
  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => setNow((at) => Math.min(end, at + speed * frameMs)), frameMs);
    return () => clearInterval(timer);
  }, [playing, speed, end]);
  useEffect(() => {
    if (now >= end) setPlaying(false);
  }, [now, end]);
  const source = useMemo(
    () => incidentSource(engine, bundle, incident, revision),
    [engine, bundle, incident, revision],
  );
  const dashboards = dashboardsOf(bundle, incident);
  const [uid, setUid] = useState(dashboards[0]?.uid);
  const dashboard = dashboards.find((one) => one.uid === uid) ?? dashboards[0];
  const timeRange: TimeRange = useMemo(() => {
    const span = { from: dateTime(start), to: dateTime(end) };
    return { ...span, raw: span };
  }, [start, end]);
  const shown = Math.max(start + stepMs, Math.floor(now / stepMs) * stepMs);
  return (
    <>
      <Header
        crumbs={[
          { text: bundle.title, path: [bundle.name] },
          { text: 'Incidents', path: [bundle.name, 'incidents'] },
          { text: incident.name, path: [bundle.name, 'incident', id] },
        ]}
      />
      <main className="page-main" data-incident={id}>
        <h1 style={{ fontSize: 22 }}>{incident.name}</h1>
        <section
          aria-label="Playback"
          style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center' }}
        >
          <Button
            icon={playing ? 'pause' : 'play'}
            onClick={() => {
              if (now >= end) setNow(start);
              setPlaying(now >= end || !playing);
            }}
          >
            {playing ? 'Pause' : 'Play'}
          </Button>
          <Button
            variant="secondary"
            icon="step-backward"
            aria-label="One step back"
            onClick={() => setNow(Math.max(start, now - stepMs))}
          />
          <Button
            variant="secondary"
            icon="forward"
            aria-label="One step on"
            onClick={() => setNow(Math.min(end, now + stepMs))}
          />
          <Button variant="secondary" onClick={() => setNow(climax)}>
            Peak
          </Button>
          <Select
            aria-label="Speed"
            width={16}
            options={speeds.map((value) => ({ value, label: `${durationText(value * 1000)} per s` }))}
            value={speed}
            onChange={({ value }) => setSpeed(value ?? 120)}
          />
          <output aria-live="off" style={{ minWidth: 90 }}>
            {lengthText(now - start)}
          </output>
          <input
            aria-label="Time"
            type="range"
            min={start}
            max={end}
            step={stepMs}
            value={now}
            onChange={({ target }) => setNow(Number(target.value))}
            style={{ flex: 1, minWidth: 240 }}
          />
        </section>
        <Story bundle={bundle} incident={incident} now={shown} onJump={setNow} />
        {dashboards.length > 1 && (
          <p>
            <Select
              aria-label="Dashboard"
              width={48}
              options={dashboards.map((one) => ({ value: one.uid, label: one.title }))}
              value={dashboard?.uid}
              onChange={({ value }) => setUid(value)}
            />
          </p>
        )}
        {dashboard && (
          <DashboardView
            key={dashboard.uid}
            dashboard={dashboard}
            source={source}
            timeRange={timeRange}
            timeZone="utc"
            until={shown}
            findings={[]}
            chosen={{}}
            onChoose={() => undefined}
            onZoom={({ from }) => setNow(from)}
            badge={(panel) => (
              <PanelState
                bundle={bundle}
                dashboard={dashboard.uid}
                panel={panel}
                timelines={incident.timelines}
                now={shown}
              />
            )}
          />
        )}
        {incident.failures.length > 0 && (
          <div
            role="alert"
            style={{
              border: '1px solid #e24d42',
              padding: 12,
              background: theme.colors.background.secondary,
            }}
          >
            {incident.failures.map((failure) => (
              <p key={failure}>{failure}</p>
            ))}
          </div>
        )}
        <p>
          <a href={linkTo([bundle.name, 'incidents'])}>All incidents of {bundle.title}</a>
        </p>
      </main>
    </>
  );
}

/** Dashboards that show the incident: those with panels of its alerts first. */
function dashboardsOf(bundle: SiteBundle, incident: Incident) {
  const alerts = new Set(
    incident.timelines.map(({ alert }) => alert).concat(incident.expectations.flatMap((one) => one.alerts)),
  );
  const wanted = bundle.alerts
    .filter(({ name }) => alerts.has(name))
    .flatMap(({ panel }) => panel?.dashboard ?? []);
  const ranked = [...bundle.dashboards].sort((a, b) => count(wanted, b.uid) - count(wanted, a.uid));
  return ranked;
}

function count(list: readonly string[], value: string): number {
  return list.filter((one) => one === value).length;
}

function PanelState({
  bundle,
  dashboard,
  panel,
  timelines,
  now,
}: {
  readonly bundle: SiteBundle;
  readonly dashboard: string;
  readonly panel: PanelJson;
  readonly timelines: readonly IncidentTimeline[];
  readonly now: number;
}) {
  const names = bundle.alerts
    .filter((alert) => alert.panel?.dashboard === dashboard && alert.panel.id === panel.id)
    .map(({ name }) => name);
  const states: AlertState[] = timelines
    .filter(({ alert }) => names.includes(alert))
    .map((line) => stateAt(line, now));
  const worst = states.includes('firing') ? 'firing' : states.includes('pending') ? 'pending' : undefined;
  return worst ? <Badge text={worst} title={names.join(', ')} /> : null;
}
