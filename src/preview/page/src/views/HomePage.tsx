import { Card, FilterInput } from '@grafana/ui';
import type { Site, SiteChanges } from '../../../model.js';
import { changeQuery } from '../lib/change-query.js';
import { useJson } from '../lib/load.js';
import { linkTo } from '../lib/location.js';
import { searched } from '../lib/search.js';
import { Header } from './parts.js';

/** All bundles with their dashboards, or those that are searched for. */
export function HomePage({
  site,
  revision,
  query,
}: {
  readonly site: Site;
  readonly revision: number;
  readonly query: URLSearchParams;
}) {
  const text = query.get('q') ?? '';
  const found = searched(site.bundles, text);
  return (
    <>
      <Header crumbs={[]} />
      <main className="page-main">
        {site.against !== undefined && <Changes against={site.against} revision={revision} />}
        {site.against === undefined ? <h1>Bundles</h1> : <h2>Bundles</h2>}
        <div style={{ maxWidth: 480, margin: '12px 0' }}>
          <FilterInput
            aria-label="Search bundles and dashboards"
            placeholder="Search bundles and dashboards"
            value={text}
            escapeRegex={false}
            onChange={(q) => changeQuery({ q: q || undefined }, true)}
          />
        </div>
        {found.length === 0 && <p role="status">Nothing has all of these words.</p>}
        <div className="cards">
          {found.map(({ name, title, description, dashboards, alerts, scenarios, findings }) => (
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
