import type {
  BundleChanges,
  DashboardChange,
  PanelChange,
  RouteChanges,
  SiteBundle,
} from '../../../model.js';
import { useJson } from '../lib/load.js';
import { linkTo } from '../lib/location.js';
import type { ViewProps } from '../views/parts.js';
import { AlertTimes } from './AlertTimes.js';
import { PanelPair } from './PanelPair.js';

/** What has changed in a bundle: in words, as it looks, when its alerts fire, and who is notified. */
export function ChangesView(view: ViewProps) {
  const { bundle, revision, site } = view;
  const changes = useJson<BundleChanges>(`data/${bundle.name}/changes.json`, revision);
  const added = changes.state === 'ready' && changes.value.state === 'added';
  const before = useJson<SiteBundle>(
    changes.state === 'ready' && !added ? `data/${bundle.name}/before.json` : undefined,
    revision,
  );
  if (changes.state === 'failed') return <p role="alert">{changes.message}</p>;
  if (before.state === 'failed') return <p role="alert">{before.message}</p>;
  if (changes.state === 'loading') return <p>Comparing with {site.against}…</p>;
  const { dashboards, rules, scenarios, routes, state } = changes.value;
  if (state === 'added') return <p>The bundle is new: it was not there at {site.against}.</p>;
  if (before.state === 'loading') return null;
  if (state === 'same') return <p>Nothing has changed since {site.against}.</p>;
  const alerts = rules.filter(({ alert }) => alert !== undefined);
  return (
    <div className="changes" data-changes={bundle.name}>
      <p>
        <strong>{summaryOf(changes.value).join(', ')}</strong>
      </p>
      {dashboards.length > 0 && <h2>Dashboards</h2>}
      {dashboards.map((dashboard) => (
        <DashboardChanges key={dashboard.uid} {...view} dashboard={dashboard} before={before.value} />
      ))}
      {rules.length > 0 && <h2>Alerts and rules</h2>}
      <ul>
        {[...alerts, ...rules.filter(({ alert }) => alert === undefined)].map(({ text }) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      {(scenarios.length > 0 || alerts.length > 0) && <h2>When alerts fire</h2>}
      {scenarios.length === 0 && alerts.length > 0 && (
        <p>In all scenarios, alerts fire as they did at {site.against}.</p>
      )}
      {scenarios.map((scenario) => (
        <AlertTimes
          key={scenario.name}
          bundle={bundle.name}
          scenario={scenario}
          against={site.against ?? ''}
        />
      ))}
      <Routes routes={routes} />
    </div>
  );
}

/** What a reviewer wants to know first, in numbers: what has changed, when alerts fire, who is notified. */
function summaryOf({ dashboards, rules, scenarios, routes }: BundleChanges): string[] {
  const count = (number: number, one: string, many: string): string[] =>
    number === 0 ? [] : [`${number} ${number === 1 ? one : many}`];
  return [
    ...count(dashboards.length, 'dashboard differs', 'dashboards differ'),
    ...count(rules.length, 'change of alerts and rules', 'changes of alerts and rules'),
    ...count(
      scenarios.length,
      'scenario in which alerts do something else',
      'scenarios in which alerts do something else',
    ),
    ...count(
      routes.receivers.length,
      'alert that notifies somebody else',
      'alerts that notify somebody else',
    ),
    ...count(
      routes.removed.length + routes.added.length,
      'line of routes and inhibitions',
      'lines of routes and inhibitions',
    ),
  ];
}

function DashboardChanges({
  dashboard,
  before,
  ...view
}: ViewProps & { readonly dashboard: DashboardChange; readonly before: SiteBundle }) {
  const { bundle, site } = view;
  const { uid, title, state, texts, panels } = dashboard;
  const words = { added: ' (new)', removed: ' (removed)', changed: '' }[state];
  return (
    <section aria-label={`Changes of ${title}`} data-changed={uid}>
      <h3>
        {title}
        {words}
      </h3>
      <p>
        <a href={linkTo([bundle.name, 'compare', uid])}>
          {state === 'changed' ? 'whole dashboard, before and after' : 'whole dashboard'}
        </a>
      </p>
      {texts.length > 0 && (
        <ul>
          {texts.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
      {panels.map((panel: PanelChange) => (
        <PanelPair
          key={panel.text}
          {...view}
          before={before}
          uid={uid}
          panel={panel}
          against={site.against ?? ''}
        />
      ))}
    </section>
  );
}

function Routes({ routes: { receivers, removed, added } }: { readonly routes: RouteChanges }) {
  if (receivers.length + removed.length + added.length === 0) return null;
  return (
    <section aria-label="Changes of routes">
      <h2>Who is notified</h2>
      <ul>
        {receivers.map(({ alert, before, after }) => (
          <li key={alert}>
            {alert} notifies <strong>{after.join(', ') || 'nobody'}</strong>, before{' '}
            {before.join(', ') || 'nobody'}
          </li>
        ))}
      </ul>
      {removed.length + added.length > 0 && (
        <ul className="route-lines">
          {removed.map((line) => (
            <li key={`- ${line}`}>
              <del>
                <code className="expression">{line}</code>
              </del>{' '}
              removed
            </li>
          ))}
          {added.map((line) => (
            <li key={`+ ${line}`}>
              <ins>
                <code className="expression">{line}</code>
              </ins>{' '}
              added
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
