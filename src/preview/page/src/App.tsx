import { useTheme2 } from '@grafana/ui';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import type { Site, SiteBundle } from '../../model.js';
import { DashboardsContext } from './dashboard/use-follow.js';
import { engine } from './engine-of-page.js';
import { useJson } from './lib/load.js';
import { useLocation } from './lib/use-location.js';
import { views } from './views/index.js';
import { Header, PlaceLink, Problem } from './views/parts.js';

const AlertPage = lazy(views.alert);
const BundlePage = lazy(views.bundle);
const ComparePage = lazy(views.compare);
const DashboardPage = lazy(views.d);
const HomePage = lazy(views.home);
const IncidentPage = lazy(views.incident);

/** The page: a list of bundles, a bundle, one of its dashboards or alerts, or an incident. */
export function App() {
  const theme = useTheme2();
  const [revision, setRevision] = useState(0);
  const site = useJson<Site>('data/site.json', revision);
  useRevision(site.state === 'ready' ? site.value : undefined, () => setRevision((before) => before + 1));
  const { path, query } = useLocation();
  const [name, kind, id] = path;
  const { bundle, revision: ofBundle } = useBundle(name, site.state === 'ready' ? site.value : undefined);
  const content = useMemo(() => {
    if (site.state === 'failed') return <Problem message={site.message} />;
    if (site.state === 'loading') return null;
    if (name === undefined) return <HomePage site={site.value} revision={revision} query={query} />;
    if (bundle.state === 'failed')
      return <Problem message={`There is no bundle ${name}: ${bundle.message}`} />;
    if (bundle.state === 'loading') return null;
    const shared = { site: site.value, bundle: bundle.value, engine, revision: ofBundle, query };
    if (kind === 'd' && id !== undefined) return <DashboardPage {...shared} uid={id} />;
    if (kind === 'compare' && id !== undefined) return <ComparePage {...shared} uid={id} />;
    if (kind === 'incident' && id !== undefined) return <IncidentPage {...shared} id={id} />;
    if (kind === 'alert' && id !== undefined) return <AlertPage {...shared} name={id} />;
    return <BundlePage {...shared} section={kind} />;
  }, [site, bundle, name, kind, id, revision, ofBundle, query]);
  const known = useMemo(
    () => ({
      bundle: name ?? '',
      uids: new Set(bundle.state === 'ready' ? bundle.value.dashboards.map(({ uid }) => uid) : []),
    }),
    [name, bundle],
  );
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
          '--panel': theme.colors.background.primary,
        } as React.CSSProperties
      }
    >
      <DashboardsContext value={known}>
        <Suspense fallback={<Header crumbs={[]} />}>{content ?? <Header crumbs={[]} />}</Suspense>
      </DashboardsContext>
      {findings.length > 0 && (
        <aside role="alert" className="problems" style={{ background: theme.colors.background.secondary }}>
          {findings.map(({ check, message, expected, path: where, place }) => (
            <div key={check + where + message}>
              <strong>{check}</strong> {place ? <PlaceLink place={place} /> : where}: {message}
              {expected && `. Expected: ${expected}`}
            </div>
          ))}
        </aside>
      )}
    </div>
  );
}

/** A bundle, read again only when it has changed itself: the page stays as it is when others do. */
function useBundle(name: string | undefined, site: Site | undefined) {
  const [asked, setAsked] = useState<Readonly<Record<string, number>>>({});
  const revision = asked[name ?? ''] ?? 0;
  const bundle = useJson<SiteBundle>(name === undefined ? undefined : `data/${name}/bundle.json`, revision);
  const now = site?.bundles.find((one) => one.name === name)?.revision;
  const isOther = bundle.state !== 'loading' && (bundle.state === 'failed' || bundle.value.revision !== now);
  if (name !== undefined && now !== undefined && now !== revision && isOther)
    setAsked({ ...asked, [name]: now });
  return { bundle, revision };
}

/** Calls back when the server has other definitions than those shown. An exported folder has no server to say so. */
function useRevision(site: Site | undefined, changed: () => void): void {
  const now = useRef({ shown: site?.revision, changed });
  now.current = { shown: site?.revision, changed };
  const watched = site?.watched ?? false;
  useEffect(() => {
    if (!watched) return;
    const events = new EventSource('api/events');
    events.onmessage = ({ data }) => {
      if (Number(data) !== now.current.shown) now.current.changed();
    };
    return () => events.close();
  }, [watched]);
}
