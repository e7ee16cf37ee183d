import { useTheme2 } from '@grafana/ui';
import { useEffect, useMemo, useState } from 'react';
import type { Site, SiteBundle } from '../../model.js';
import { startEngine } from './data/engine.js';
import { useJson } from './lib/load.js';
import { useLocation } from './lib/location.js';
import { AlertPage } from './views/AlertPage.js';
import { BundlePage } from './views/BundlePage.js';
import { ComparePage } from './views/ComparePage.js';
import { DashboardPage } from './views/DashboardPage.js';
import { HomePage } from './views/HomePage.js';
import { IncidentPage } from './views/IncidentPage.js';
import { Header, Problem } from './views/parts.js';

const engine = startEngine(new URL('engine.wasm.gz', document.baseURI).href);

/** The page: a list of bundles, a bundle, one of its dashboards or alerts, or an incident. */
export function App() {
  const theme = useTheme2();
  const [watched, setWatched] = useState(false);
  const revision = useRevision(watched);
  const site = useJson<Site>('data/site.json', revision);
  if (site.state === 'ready' && site.value.watched !== watched) setWatched(site.value.watched);
  const { path, query } = useLocation();
  const [name, kind, id] = path;
  const bundle = useJson<SiteBundle>(name === undefined ? undefined : `data/${name}/bundle.json`, revision);
  const content = useMemo(() => {
    if (site.state === 'failed') return <Problem message={site.message} />;
    if (site.state === 'loading') return null;
    if (name === undefined) return <HomePage site={site.value} revision={revision} />;
    if (bundle.state === 'failed')
      return <Problem message={`There is no bundle ${name}: ${bundle.message}`} />;
    if (bundle.state === 'loading') return null;
    const shared = { site: site.value, bundle: bundle.value, engine, revision, query };
    if (kind === 'd' && id !== undefined) return <DashboardPage {...shared} uid={id} />;
    if (kind === 'compare' && id !== undefined) return <ComparePage {...shared} uid={id} />;
    if (kind === 'incident' && id !== undefined) return <IncidentPage {...shared} id={id} />;
    if (kind === 'alert' && id !== undefined) return <AlertPage {...shared} name={id} />;
    return <BundlePage {...shared} section={kind} />;
  }, [site, bundle, name, kind, id, revision, query]);
  const findings = site.state === 'ready' ? site.value.findings : [];
  return (
    <div
      className="page"
      data-theme={theme.isDark ? 'dark' : 'light'}
      style={
        {
          background: theme.colors.background.canvas,
          color: theme.colors.text.primary,
          '--link': theme.colors.text.link,
        } as React.CSSProperties
      }
    >
      {content ?? <Header crumbs={[]} />}
      {findings.length > 0 && (
        <aside
          role="alert"
          style={{
            position: 'sticky',
            bottom: 0,
            padding: 12,
            background: theme.colors.background.secondary,
            borderTop: '2px solid #e24d42',
          }}
        >
          {findings.map(({ check, message, expected, path: where, place }) => (
            <div key={check + where + message}>
              <strong>{check}</strong>{' '}
              {place ? <a href={place.editor ?? '#'}>{`${place.file}:${place.line}`}</a> : where}: {message}
              {expected && `. Expected: ${expected}`}
            </div>
          ))}
        </aside>
      )}
    </div>
  );
}

/** Rises with every change of the definitions that the server sends. An exported folder has no server to send any. */
function useRevision(watched: boolean): number {
  const [revision, setRevision] = useState(0);
  useEffect(() => {
    if (!watched) return;
    const events = new EventSource('api/events');
    events.onmessage = ({ data }) => setRevision(Number(data));
    return () => events.close();
  }, [watched]);
  return revision;
}
