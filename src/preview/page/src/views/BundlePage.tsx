import { renderMarkdown } from '@grafana/data';
import { Tab, TabsBar } from '@grafana/ui';
import type { Site, SiteBundle, SiteRoute } from '../../../model.js';
import { ChangesView } from '../changes/ChangesView.js';
import { linkTo } from '../lib/location.js';
import { Alerts } from './Alerts.js';
import { Badge, Header, PlaceLink, Rows, type ViewProps } from './parts.js';

const sections = [
  'changes',
  'dashboards',
  'alerts',
  'incidents',
  'objectives',
  'metrics',
  'runbooks',
  'routes',
  'findings',
] as const;
type SectionName = (typeof sections)[number];

const counts: Readonly<Record<SectionName, (bundle: SiteBundle) => number | undefined>> = {
  changes: () => undefined,
  dashboards: ({ dashboards }) => dashboards.length,
  alerts: ({ alerts }) => alerts.length,
  incidents: ({ scenarios }) => scenarios.length,
  objectives: ({ objectives }) => objectives.length,
  metrics: ({ metrics }) => metrics.length,
  runbooks: ({ runbooks }) => Object.keys(runbooks).length,
  routes: ({ routing }) => (routing ? 1 + countRoutes(routing.root.routes) : 0),
  findings: ({ findings }) => findings.length,
};

function countRoutes(routes: readonly SiteRoute[]): number {
  return routes.reduce((sum, { routes: inner }) => sum + 1 + countRoutes(inner), 0);
}

/** What a bundle holds, a tab for each kind. */
export function BundlePage({ section, ...view }: ViewProps & { readonly section?: string | undefined }) {
  const { bundle, query, site } = view;
  const tabs = sections.filter((one) => one !== 'changes' || site.against !== undefined);
  const shown = tabs.find((one) => one === section) ?? 'dashboards';
  return (
    <>
      <Header crumbs={[{ text: bundle.title, path: [bundle.name] }]} />
      <main className="page-main">
        <h1>{bundle.title}</h1>
        <p>{bundle.description}</p>
        <TabsBar>
          {tabs.map((one) => (
            <Tab
              key={one}
              label={one[0]?.toUpperCase() + one.slice(1)}
              counter={counts[one](bundle) ?? null}
              active={one === shown}
              href={linkTo([bundle.name, one])}
            />
          ))}
        </TabsBar>
        <div className="tab-content" style={{ paddingTop: 16 }}>
          {shown === 'changes' ? <ChangesView {...view} /> : views[shown](bundle, query)}
          {shown === 'alerts' && <NotDefined site={view.site} />}
        </div>
      </main>
    </>
  );
}

const views: Readonly<
  Record<Exclude<SectionName, 'changes'>, (bundle: SiteBundle, query: URLSearchParams) => React.ReactNode>
> = {
  dashboards: ({ name, dashboards }) =>
    [...groupedBy(dashboards, ({ folder }) => folder)].map(([folder, own]) => (
      <section key={folder} className="group">
        <h2>{folder}</h2>
        <ul>
          {own.map(({ uid, title }) => (
            <li key={uid}>
              <a href={linkTo([name, 'd', uid])}>{title}</a>
            </li>
          ))}
        </ul>
      </section>
    )),
  alerts: (bundle) => <Alerts bundle={bundle} alerts={bundle.alerts} />,
  incidents: ({ name, scenarios }) => (
    <div className="link-groups">
      {[...groupedBy(scenarios, ({ alerts }) => alerts.join(', '))].map(([alerts, own]) => (
        <section key={alerts} className="group">
          <h2>{alerts || 'Recording rules'}</h2>
          <ul>
            {own.map(({ id, name: scenario }) => (
              <li key={id}>
                <a href={linkTo([name, 'incident', id])}>{scenario}</a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  ),
  objectives: ({ name: bundle, objectives }) => (
    <Rows head={['objective', 'good events', 'over', 'alerts']}>
      {objectives.map(({ id, title, description, objective, period, alerts }) => (
        <tr key={id}>
          <td>
            <strong>{title}</strong>
            <br />
            {description}
          </td>
          <td>{Number((objective * 100).toPrecision(8))}%</td>
          <td>{period}</td>
          <td>
            {alerts.map(({ name, severity }) => (
              <div key={`${name} ${severity}`}>
                <Badge text={severity} /> <a href={linkTo([bundle, 'alert', name])}>{name}</a>
              </div>
            ))}
          </td>
        </tr>
      ))}
    </Rows>
  ),
  metrics: ({ metrics }) => (
    <Rows head={['metric', 'type', 'unit', 'labels', 'help']}>
      {metrics.map(({ name, kind, unit, labels, help }) => (
        <tr key={name}>
          <td>
            <code>{name}</code>
          </td>
          <td className="short">{kind}</td>
          <td className="short">{unit}</td>
          <td>
            {Object.entries(labels).map(([label, values]) => (
              <span key={label} className="label">
                <code>{label}</code> {values.join(', ')}{' '}
              </span>
            ))}
          </td>
          <td>{help}</td>
        </tr>
      ))}
    </Rows>
  ),
  runbooks: ({ name, runbooks }, query) => (
    <Runbooks bundle={name} runbooks={runbooks} chosen={query.get('page') ?? undefined} />
  ),
  routes: ({ routing }) => (routing ? <Routes routing={routing} /> : <p>The bundle defines no routes.</p>),
  findings: ({ findings }) => (
    <Rows head={['level', 'check', 'place', 'finding']}>
      {findings.map(({ level, check, place, path, message, expected }) => (
        <tr key={check + path + message}>
          <td>
            <Badge text={level} />
          </td>
          <td className="short">{check}</td>
          <td className="place">{place ? <PlaceLink place={place} /> : path}</td>
          <td>
            {message}
            {expected && `. Expected: ${expected}`}
          </td>
        </tr>
      ))}
    </Rows>
  ),
};

/** In the order in which the groups come first. */
function groupedBy<T>(list: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  return groups;
}

/** Alerts of a report that the definitions do not have. */
function NotDefined({ site: { history } }: { readonly site: Site }) {
  if (!history || history.notDefined.length === 0) return null;
  return (
    <p role="note">
      The report of the backtest has alerts that the definitions shown here do not have:{' '}
      {history.notDefined.join(', ')}
    </p>
  );
}

function Runbooks({
  bundle,
  runbooks,
  chosen,
}: {
  readonly bundle: string;
  readonly runbooks: SiteBundle['runbooks'];
  readonly chosen: string | undefined;
}) {
  const slug = chosen ?? Object.keys(runbooks)[0];
  const text = slug === undefined ? undefined : runbooks[slug];
  return (
    <div className="runbooks">
      <ul>
        {Object.keys(runbooks).map((one) => (
          <li key={one}>
            <a href={linkTo([bundle, 'runbooks'], { page: one })} aria-current={one === slug}>
              {one}
            </a>
          </li>
        ))}
      </ul>
      {text !== undefined && (
        <article
          className="markdown-html"
          style={{ maxWidth: 800 }}
          // biome-ignore lint/security/noDangerouslySetInnerHtml: renderMarkdown sanitises.
          dangerouslySetInnerHTML={{ __html: renderMarkdown(text) }}
        />
      )}
    </div>
  );
}

function Routes({ routing }: { readonly routing: NonNullable<SiteBundle['routing']> }) {
  return (
    <>
      <RouteItem route={routing.root} inherited="" />
      {routing.inhibitions.length > 0 && <h2>Inhibitions</h2>}
      <Rows head={['while this fires', 'these are not notified', 'where equal']}>
        {routing.inhibitions.map(({ source, target, equal }) => (
          <tr key={source.join() + target.join()}>
            <td>
              <code className="expression">{source.join(', ')}</code>
            </td>
            <td>
              <code className="expression">{target.join(', ')}</code>
            </td>
            <td>{equal.join(', ')}</td>
          </tr>
        ))}
      </Rows>
    </>
  );
}

function RouteItem({ route, inherited }: { readonly route: SiteRoute; readonly inherited: string }) {
  const receiver = route.receiver ?? inherited;
  return (
    <ul>
      <li>
        <code>{route.matchers.join(', ') || 'all alerts'}</code> → <strong>{receiver}</strong>
        {route.continue && ' (and on)'}
        {route.mute.length > 0 && ` muted at ${route.mute.join(', ')}`}
        {route.groupBy && <small> grouped by {route.groupBy.join(', ')}</small>}
        {route.groupWait && <small> after {route.groupWait}</small>}
        {route.groupInterval && <small> changes of a group after {route.groupInterval}</small>}
        {route.repeatInterval && <small> again every {route.repeatInterval}</small>}
        {route.routes.map((child, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: Routes have no names, and their order is what they mean.
          <RouteItem key={index} route={child} inherited={receiver} />
        ))}
      </li>
    </ul>
  );
}
