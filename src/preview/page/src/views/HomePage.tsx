import { Card } from '@grafana/ui';
import type { Site } from '../../../model.js';
import { linkTo } from '../lib/location.js';
import { Header } from './parts.js';

/** All bundles with their dashboards. */
export function HomePage({ site }: { readonly site: Site }) {
  return (
    <>
      <Header crumbs={[]} />
      <main className="page-main">
        <h1>Bundles</h1>
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
                  `${alerts} alerts`,
                  `${scenarios} scenarios`,
                  findings > 0 ? `${findings} findings` : '',
                ].filter(Boolean)}
              </Card.Meta>
            </Card>
          ))}
        </div>
      </main>
    </>
  );
}
