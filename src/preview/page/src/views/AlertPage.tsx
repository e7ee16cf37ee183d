import { linkTo } from '../lib/location.js';
import { Alerts } from './Alerts.js';
import { OnHistory } from './OnHistory.js';
import { Header, type ViewProps } from './parts.js';

/** An alert: what it is, and what it did on history where a report is shown. A name can be that of several rules. */
export function AlertPage({ site, bundle, name }: ViewProps & { readonly name: string }) {
  const alerts = bundle.alerts.filter((one) => one.name === name);
  return (
    <>
      <Header
        crumbs={[
          { text: bundle.title, path: [bundle.name] },
          { text: 'Alerts', path: [bundle.name, 'alerts'] },
          { text: name, path: [bundle.name, 'alert', name] },
        ]}
      />
      <main className="page-main">
        <h1>{name}</h1>
        {alerts.length === 0 ? (
          <p role="alert">
            {bundle.title} has no alert {name}. <a href={linkTo([bundle.name, 'alerts'])}>All alerts</a>
          </p>
        ) : (
          <Alerts bundle={bundle} alerts={alerts} />
        )}
        {site.history &&
          alerts.map((alert, index) => (
            <OnHistory
              // biome-ignore lint/suspicious/noArrayIndexKey: Rules can share name and severity; their order is fixed.
              key={index}
              alert={alert}
              period={site.history}
            />
          ))}
      </main>
    </>
  );
}
