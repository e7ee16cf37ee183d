import { useMemo } from 'react';
import type { SiteBundle } from '../../../model.js';
import { DashboardView } from '../dashboard/DashboardView.js';
import type { DashboardJson } from '../dashboard/json.js';
import { simulatedSource } from '../data/source.js';
import { changeQuery } from '../lib/change-query.js';
import { useJson } from '../lib/load.js';
import { chosenIn, zoomTo } from '../lib/shown.js';
import { rangeOf } from '../lib/time-range.js';
import { Header, type ViewProps } from './parts.js';

/** A whole dashboard as it was beside the dashboard as it is: one time range and one choice of variables for both. */
export function ComparePage({ uid, ...view }: ViewProps & { readonly uid: string }) {
  const { bundle, revision, site } = view;
  const before = useJson<SiteBundle>(`data/${bundle.name}/before.json`, revision);
  const title =
    [bundle, ...(before.state === 'ready' ? [before.value] : [])]
      .flatMap(({ dashboards }) => dashboards)
      .find((one) => one.uid === uid)?.title ?? uid;
  return (
    <>
      <Header
        crumbs={[
          { text: bundle.title, path: [bundle.name] },
          { text: 'Changes', path: [bundle.name, 'changes'] },
          { text: title, path: [bundle.name, 'compare', uid] },
        ]}
      />
      <main className="page-main">
        <h1 className="visually-hidden">{title}, before and after</h1>
        <div className="pair">
          <section aria-label="Before" data-side="before">
            <h2>before ({site.against})</h2>
            {before.state === 'ready' && <Side {...view} bundle={before.value} uid={uid} />}
            {before.state === 'failed' && <p>was not there</p>}
          </section>
          <section aria-label="After" data-side="after">
            <h2>after</h2>
            <Side {...view} uid={uid} />
          </section>
        </div>
      </main>
    </>
  );
}

function Side({ bundle, engine, revision, site, query, uid }: ViewProps & { readonly uid: string }) {
  const dashboard = bundle.dashboards.find((one) => one.uid === uid);
  const source = useMemo(() => simulatedSource(engine, bundle, revision), [engine, bundle, revision]);
  const { time, timezone } = (dashboard?.json ?? {}) as DashboardJson;
  const from = query.get('from') ?? time?.from ?? 'now-6h';
  const to = query.get('to') ?? time?.to ?? 'now';
  const timeRange = useMemo(() => rangeOf(from, to, site.now), [from, to, site.now]);
  const chosen = useMemo(() => chosenIn(query), [query]);
  if (!dashboard) return <p>is not there</p>;
  return (
    <DashboardView
      dashboard={dashboard}
      source={source}
      timeRange={timeRange}
      timeZone={timezone && timezone !== 'browser' ? timezone : 'utc'}
      findings={bundle.findings}
      chosen={chosen}
      onChoose={(values) =>
        changeQuery(Object.fromEntries(Object.entries(values).map(([name, value]) => [`var-${name}`, value])))
      }
      onZoom={zoomTo}
    />
  );
}
