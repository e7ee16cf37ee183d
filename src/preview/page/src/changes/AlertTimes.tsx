import type { ScenarioChange } from '../../../model.js';
import { StateBar } from '../incident/StateBar.js';
import { linkTo } from '../lib/location.js';
import { labelText } from '../views/parts.js';

/** What alerts do over the same series, by the rules of before and by those of now, one time line above the other. */
export function AlertTimes({
  bundle,
  scenario,
  against,
}: {
  readonly bundle: string;
  readonly scenario: ScenarioChange;
  readonly against: string;
}) {
  const { id, name, start, end, alerts } = scenario;
  const minutes = (time: number): string => `${Math.round((time - start) / 60_000)}m`;
  return (
    <section aria-label={`Alerts in ${name}`} data-scenario={name}>
      <h3>
        {id === undefined ? (
          `${name} (scenario removed)`
        ) : (
          <a href={linkTo([bundle, 'incident', id])}>{name}</a>
        )}
      </h3>
      {alerts.map(({ alert, labels, text, before, after }) => (
        <div key={alert + JSON.stringify(labels)} className="alert-times" data-alert={alert}>
          <p>
            <strong>{alert}</strong> {text} <small>{labelText(labels)}</small>
          </p>
          <StateBar title={`before (${against})`} spans={before} start={start} end={end} timeText={minutes} />
          <StateBar title="after" spans={after} start={start} end={end} timeText={minutes} />
        </div>
      ))}
    </section>
  );
}
