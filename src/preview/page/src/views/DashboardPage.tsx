import type { TimeRange } from '@grafana/data';
import { Dropdown, Icon, IconButton, Menu, RefreshPicker, TimeRangePicker } from '@grafana/ui';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { DashboardView } from '../dashboard/DashboardView.js';
import { durationMs, interpolate, type VariableValues } from '../dashboard/interpolate.js';
import type { DashboardJson } from '../dashboard/json.js';
import { urlOf } from '../dashboard/links.js';
import { useFollow } from '../dashboard/use-follow.js';
import { liveSource, simulatedSource } from '../data/source.js';
import { changeQuery } from '../lib/change-query.js';
import { chosenIn, zoomTo } from '../lib/shown.js';
import { rangeOf } from '../lib/time-range.js';
import { useEscape } from '../lib/use-escape.js';
import { useTitle } from '../lib/use-title.js';
import { Header, Problem, type ViewProps } from './parts.js';

const live = liveSource();

/** A dashboard with its time range, variables and refresh, all of which the address keeps. */
export function DashboardPage({
  site,
  bundle,
  engine,
  revision,
  query,
  uid,
}: ViewProps & { readonly uid: string }) {
  const dashboard = bundle.dashboards.find((one) => one.uid === uid);
  const json = (dashboard?.json ?? {}) as DashboardJson;
  const usesLive = site.live && query.get('data') !== 'simulated';
  const source = useMemo(
    () => (usesLive ? live : simulatedSource(engine, bundle, revision)),
    [usesLive, engine, bundle, revision],
  );
  const from = query.get('from') ?? json.time?.from ?? 'now-6h';
  const to = query.get('to') ?? json.time?.to ?? 'now';
  const refresh = query.get('refresh') ?? (json.refresh || '');
  const [ticks, refreshNow] = useTicks(refresh);
  const now = usesLive ? (ticks.at ?? Date.now()) : site.now + ticks.passed;
  const timeRange = useMemo(() => rangeOf(from, to, now), [from, to, now]);
  const chosen = useMemo(() => chosenIn(query), [query]);
  const kiosk = query.has('kiosk');
  const viewPanel = query.get('viewPanel');
  useTitle([...(dashboard ? [dashboard.title] : []), bundle.title]);
  const leave = useCallback(() => changeQuery({ kiosk: undefined, viewPanel: undefined }), []);
  useEscape(kiosk || viewPanel !== null ? leave : undefined);
  if (!dashboard) return <Problem message={`The bundle ${bundle.name} has no dashboard ${uid}.`} />;
  const timeZone = json.timezone && json.timezone !== 'browser' ? json.timezone : 'utc';
  const move = (direction: number): void => zoomTo(shifted(timeRange, direction));
  return (
    <>
      {!kiosk && (
        <Header
          crumbs={[
            { text: bundle.title, path: [bundle.name] },
            { text: dashboard.title, path: [bundle.name, 'd', uid] },
          ]}
        >
          <span
            title={
              usesLive
                ? 'from the Prometheus given with --prometheus'
                : 'made from the catalog; the time is made up too'
            }
          >
            {usesLive ? 'live data' : 'simulated data'}
          </span>
          <TimeRangePicker
            value={timeRange}
            timeZone={timeZone}
            onChange={({ raw }) => changeQuery({ from: textOf(raw.from), to: textOf(raw.to) })}
            onChangeTimeZone={() => undefined}
            onMoveBackward={() => move(-0.5)}
            onMoveForward={() => move(0.5)}
            onZoom={() => zoomTo(widened(timeRange))}
          />
          <RefreshPicker
            text="Refresh"
            value={refresh}
            onIntervalChanged={(interval) => changeQuery({ refresh: interval })}
            onRefresh={refreshNow}
          />
          {dashboard.place?.editor && (
            <IconButton
              name="pen"
              tooltip={`Edit ${dashboard.place.file}:${dashboard.place.line}`}
              onClick={() => window.open(dashboard.place?.editor)}
            />
          )}
          <IconButton
            name="monitor"
            tooltip="Kiosk: panels only; Escape leaves it"
            onClick={() => changeQuery({ kiosk: '' })}
          />
        </Header>
      )}
      <main className="page-main">
        <h1 className="visually-hidden">{dashboard.title}</h1>
        <DashboardView
          key={uid}
          links={(variables) => <Links json={json} variables={variables} others={bundle.dashboards} />}
          dashboard={dashboard}
          source={source}
          timeRange={timeRange}
          timeZone={timeZone}
          findings={bundle.findings}
          chosen={chosen}
          onChoose={(values) =>
            changeQuery(
              Object.fromEntries(Object.entries(values).map(([name, value]) => [`var-${name}`, value])),
            )
          }
          alone={viewPanel === null ? undefined : { id: Number(viewPanel), height: 18 }}
          onViewPanel={(id) => changeQuery({ viewPanel: id === undefined ? undefined : String(id) })}
          rows={{ toggled: query.getAll('row'), onToggle: (row) => changeQuery({ row }, true) }}
          onZoom={zoomTo}
        />
      </main>
    </>
  );
}

function shifted(range: TimeRange, part: number): { from: number; to: number } {
  const by = (range.to.valueOf() - range.from.valueOf()) * part;
  return { from: range.from.valueOf() + by, to: range.to.valueOf() + by };
}

function widened(range: TimeRange): { from: number; to: number } {
  const half = (range.to.valueOf() - range.from.valueOf()) / 2;
  return { from: range.from.valueOf() - half, to: range.to.valueOf() + half };
}

function textOf(moment: TimeRange['raw']['from']): string {
  return typeof moment === 'string' ? moment : String(moment.valueOf());
}

/** Time that has passed since the page was opened, in steps of the refresh interval. */
function useTicks(
  refresh: string,
): [{ readonly passed: number; readonly at: number | undefined }, () => void] {
  const [state, setState] = useState<{ readonly passed: number; readonly at: number | undefined }>({
    passed: 0,
    at: undefined,
  });
  const every = durationMs(refresh);
  const [opened] = useState(() => Date.now());
  useEffect(() => {
    if (every === undefined) return;
    const timer = setInterval(
      () => setState(({ passed }) => ({ passed: passed + every, at: Date.now() })),
      every,
    );
    return () => clearInterval(timer);
  }, [every]);
  return [
    { ...state, at: state.at ?? opened },
    () => setState(({ passed }) => ({ passed: passed + 15_000, at: Date.now() })),
  ];
}

function Links({
  json,
  variables,
  others,
}: {
  readonly json: DashboardJson;
  readonly variables: VariableValues;
  readonly others: readonly { readonly uid: string; readonly title: string; readonly json: object }[];
}) {
  const follow = useFollow();
  const links = json.links ?? [];
  if (links.length === 0) return null;
  return (
    <nav className="dashboard-links" aria-label="Links">
      {links.flatMap(
        ({ type, title = '', url = '', tags = [], tooltip, asDropdown, keepTime, includeVars }) => {
          const kept = [
            ...(keepTime ? ['${__url_time_range}'] : []),
            ...(includeVars ? ['${__all_variables}'] : []),
          ].join('&');
          const withKept = (to: string): string =>
            urlOf(kept === '' ? to : `${to}${to.includes('?') ? '&' : '?'}${kept}`, variables);
          const text = interpolate(title, variables, 'text');
          if (type !== 'dashboards') {
            const to = follow(withKept(url));
            return [
              <a
                key={`${title} ${url}`}
                href={to?.url}
                title={tooltip}
                target={to?.page ? undefined : '_blank'}
                rel="noreferrer"
              >
                {text || url}
              </a>,
            ];
          }
          const tagged = others
            .filter((other) => tags.every((tag) => (other.json as DashboardJson).tags?.includes(tag)))
            .map((other) => ({ ...other, url: follow(withKept(`/d/${other.uid}`))?.url }));
          if (!asDropdown)
            return tagged.map((other) => (
              <a key={other.uid} href={other.url}>
                {other.title}
              </a>
            ));
          const menu = () => (
            <Menu>
              {tagged.map((other) => (
                <Menu.Item key={other.uid} label={other.title} url={other.url} />
              ))}
            </Menu>
          );
          return [
            <Dropdown key={title} overlay={menu}>
              <button type="button" title={tooltip}>
                <Icon name="bars" /> {text} <Icon name="angle-down" />
              </button>
            </Dropdown>,
          ];
        },
      )}
    </nav>
  );
}
