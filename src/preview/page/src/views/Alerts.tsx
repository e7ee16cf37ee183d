import type { SiteAlert, SiteBundle } from '../../../model.js';
import { linkTo } from '../lib/location.js';
import { withoutTemplates } from '../lib/template-text.js';
import { Badge, PlaceLink, Rows } from './parts.js';

/** Alerts of a bundle as a table, each linked with its own page. */
export function Alerts({
  bundle,
  alerts,
}: {
  readonly bundle: SiteBundle;
  readonly alerts: readonly SiteAlert[];
}) {
  const names = new Map(bundle.scenarios.map(({ id, name }) => [id, name]));
  return (
    <Rows head={['alert', 'expression', 'for', 'notifies', 'more']}>
      {alerts.map(
        ({ name, severity, expr, for: wait, annotations, receivers, runbook, panel, scenarios, place }) => (
          <tr key={`${name} ${severity}`} id={name}>
            <td>
              <Badge text={severity} /> <a href={linkTo([bundle.name, 'alert', name])}>{name}</a>
              <br />
              <small>{withoutTemplates(annotations.description ?? '')}</small>
            </td>
            <td>
              <code className="expression">{expr}</code>
            </td>
            <td className="short">{wait}</td>
            <td>{receivers.join(', ')}</td>
            <td className="place">
              {panel && (
                <div>
                  <a href={linkTo([bundle.name, 'd', panel.dashboard], { viewPanel: String(panel.id) })}>
                    panel
                  </a>
                </div>
              )}
              {runbook && (
                <div>
                  <a href={linkTo([bundle.name, 'runbooks'], { page: runbook })}>runbook</a>
                </div>
              )}
              {place && (
                <div>
                  <PlaceLink place={place} />
                </div>
              )}
              {scenarios.length > 0 && (
                <details open={scenarios.length < 3 || alerts.length === 1}>
                  <summary>{scenarios.length === 1 ? '1 incident' : `${scenarios.length} incidents`}</summary>
                  {scenarios.map((id) => (
                    <div key={id}>
                      ▶ <a href={linkTo([bundle.name, 'incident', id])}>{names.get(id)}</a>
                    </div>
                  ))}
                </details>
              )}
            </td>
          </tr>
        ),
      )}
    </Rows>
  );
}
