import { useMemo, useRef } from 'react';
import type { PanelChange, PanelPlace, SiteBundle } from '../../../model.js';
import { DashboardView } from '../dashboard/DashboardView.js';
import type { DashboardJson } from '../dashboard/json.js';
import { useSeen } from '../dashboard/use-near.js';
import { simulatedSource } from '../data/source.js';
import { rangeOf } from '../lib/time-range.js';
import type { ViewProps } from '../views/parts.js';

interface PanelPairProps extends Omit<ViewProps, 'query'> {
  readonly before: SiteBundle;
  readonly uid: string;
  readonly panel: PanelChange;
  /** The revision of what was before. */
  readonly against: string;
}

/** Grid rows in pixels, with the gap below each. */
const row = 38;

/** A panel as it was beside the panel as it is, on example data of either time. */
export function PanelPair({ panel, before, bundle, uid, against, ...view }: PanelPairProps) {
  const height = Math.max(panel.before?.height ?? 0, panel.after?.height ?? 0, 4);
  const frame = useRef<HTMLDivElement>(null);
  const seen = useSeen(frame);
  const sides = [
    { title: `before (${against})`, from: before, place: panel.before, none: 'was not there' },
    { title: 'after', from: bundle, place: panel.after, none: 'is not there any more' },
  ];
  return (
    <div ref={frame}>
      <p style={{ margin: '12px 0 4px' }}>{panel.text}</p>
      <div className="pair">
        {sides.map(({ title, from, place, none }) => (
          <figure key={title} style={{ minHeight: height * row + 24 }} data-side={title.split(' ')[0]}>
            <figcaption>{title}</figcaption>
            {place ? seen && <Side {...view} bundle={from} uid={uid} place={place} height={height} /> : none}
          </figure>
        ))}
      </div>
    </div>
  );
}

function Side({
  bundle,
  engine,
  revision,
  site,
  uid,
  place,
  height,
}: Omit<ViewProps, 'query'> & {
  readonly uid: string;
  readonly place: PanelPlace;
  readonly height: number;
}) {
  const source = useMemo(() => simulatedSource(engine, bundle, revision), [engine, bundle, revision]);
  const dashboard = bundle.dashboards.find((one) => one.uid === uid);
  const { time, timezone } = (dashboard?.json ?? {}) as DashboardJson;
  const timeRange = useMemo(
    () => rangeOf(time?.from ?? 'now-6h', time?.to ?? 'now', site.now),
    [time?.from, time?.to, site.now],
  );
  if (!dashboard) return null;
  return (
    <DashboardView
      dashboard={dashboard}
      source={source}
      timeRange={timeRange}
      timeZone={timezone && timezone !== 'browser' ? timezone : 'utc'}
      findings={bundle.findings}
      chosen={nothing}
      onChoose={() => undefined}
      alone={{ id: place.id, height }}
      onZoom={() => undefined}
    />
  );
}

const nothing = {};
