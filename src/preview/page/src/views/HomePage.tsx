import { Card } from '@grafana/ui';
import type { Site, SiteChanges } from '../../../model.js';
import { useJson } from '../lib/load.js';
import { linkTo } from '../lib/location.js';
import { Header } from './parts.js';

/** All bundles with their dashboards. */
export function HomePage({ site, revision }: { readonly site: Site; readonly revision: number }) {
  return (
    <>
      <Header crumbs={[]} />
      <main className="page-main">
        {site.against !== undefined && <Changes against={site.against} revision={revision} />}
        {site.against === undefined ? <h1>Bundles</h1> : <h2>Bundles</h2>}
        <div className="cards">
          {site.bundles.map(({ name, title, description, dashboards, alerts, scenarios, findings }) => (
            <Card key={name} noMargin>
              <Card.Heading>
                <a href={linkTo([name])}>{title}</a>
              </Card.Heading>
              <Card.Description>
                {description}
                <ul style={{ margin: '8px 0 0', paddingLeft: 18 }}>
                  {dashboards.map((dashboard) => (
                    <li key={dashboard.uid}>
                      <a href={linkTo([name, 'd', dashboard.uid])}>{dashboard.title}</a>
                    </li>
                  ))}
                </ul>
              </Card.Description>
              <Card.Meta>
                {[
                  counted(alerts, 'alert'),
                  counted(scenarios, 'scenario'),
                  findings > 0 ? counted(findings, 'finding') : '',
                ].filter(Boolean)}
              </Card.Meta>
            </Card>
          ))}
        </div>
      </main>
    </>
  );
}

function counted(count: number, name: string): string {
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}

/** Which bundles have changed, as the first thing that is seen. */
function Changes({ against, revision }: { readonly against: string; readonly revision: number }) {
  const changes = useJson<SiteChanges>('data/changes.json', revision);
  if (changes.state === 'failed') return <p role="alert">{changes.message}</p>;
  const found = changes.state === 'ready' ? changes.value.filter(({ state }) => state !== 'same') : [];
  return (
    <section aria-label="Changes" style={{ minHeight: 120 }}>
      <h1>Changes since {against}</h1>
      {changes.state === 'ready' && found.length === 0 && <p>Nothing has changed.</p>}
      <ul>
        {found.map(({ name, title, state, changes: count }) => (
          <li key={name}>
            {state === 'removed' ? title : <a href={linkTo([name, 'changes'])}>{title}</a>}{' '}
            {
              {
                added: 'is new',
                removed: 'is removed',
                changed: count === 1 ? '1 change' : `${count} changes`,
                same: '',
              }[state]
            }
          </li>
        ))}
      </ul>
    </section>
  );
}
