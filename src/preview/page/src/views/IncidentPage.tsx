import { dateTime, type TimeRange } from '@grafana/data';
import { Select, useTheme2 } from '@grafana/ui';
import { useMemo, useState } from 'react';
import type { Incident, SiteBundle } from '../../../model.js';
import { DashboardView } from '../dashboard/DashboardView.js';
import { incidentSource } from '../data/source.js';
import { PanelState } from '../incident/PanelState.js';
import { PlaybackControls } from '../incident/PlaybackControls.js';
import { Story } from '../incident/Story.js';
import { usePlayback } from '../incident/use-playback.js';
import { useJson } from '../lib/load.js';
import { linkTo } from '../lib/location.js';
import { Header, Problem, type ViewProps } from './parts.js';

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
  const playback = usePlayback(incident, query);
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
  const shown = Math.max(start + stepMs, Math.floor(playback.now / stepMs) * stepMs);
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
        <PlaybackControls incident={incident} playback={playback} />
        <Story bundle={bundle} incident={incident} now={shown} onJump={playback.jump} />
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
            onZoom={({ from }) => playback.jump(from)}
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
