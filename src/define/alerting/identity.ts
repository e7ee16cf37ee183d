import { DefinitionError, type Place } from '../../catalog/index.js';
import { legacyLabelName } from '../../catalog/names.js';
import { type Environments, overridesByKey } from '../deployment/environment.js';
import type { AnyAlert } from './alert.js';
import type { LogRule } from './log-rule.js';
import type { Severity } from './severity.js';

/** Labels that identify the alerts of a bundle. */
export type Identity = Readonly<Record<string, string>>;

/** The options of a bundle that determine its identity. */
interface Identified {
  readonly name: string;
  readonly identity?: Identity | 'none';
}

/** The options of a bundle that set labels of its alerts. */
interface Labelled extends Identified {
  readonly labels?: Readonly<Record<string, string>>;
  readonly groups?: Readonly<Record<string, { readonly labels?: Readonly<Record<string, string>> }>>;
  readonly logRules?: readonly LogRule[];
  readonly environments?: Environments;
}

/** The labels that identify the alerts of a bundle; by default its name. */
export function identityOf({ name, identity }: Identified): Identity {
  return identity === 'none' ? {} : (identity ?? { bundle: name });
}

/** Labels of an alert as in every output: those of the bundle, its own, and those that identify the bundle. */
export function alertLabels(
  options: Identified & { readonly labels?: Readonly<Record<string, string>> },
  alert: { readonly labels: Readonly<Record<string, string>>; readonly severity?: Severity | undefined },
): Readonly<Record<string, string>> {
  const { labels, severity } = alert;
  return {
    ...options.labels,
    ...labels,
    ...identityOf(options),
    ...(severity !== undefined && { severity }),
  };
}

/**
 * Validates the identity of a bundle against everything else that sets labels of its alerts.
 *
 * @throws DefinitionError for an identity without labels, an invalid name or value, or another value of the same label
 */
export function checkIdentity(
  options: Labelled,
  alerts: Readonly<Record<string, AnyAlert>>,
  place: Place,
): void {
  if (options.identity === 'none') return;
  const identity = identityOf(options);
  const written = `identity: ${JSON.stringify(identity)}`;
  if (Object.keys(identity).length === 0) {
    throw new DefinitionError(
      `${written} of bundle ${options.name} has no label: it cannot identify the alerts of the bundle; add a label, or omit identity for { bundle: '${options.name}' }, or write 'none'`,
      place,
    );
  }
  for (const [label, value] of Object.entries(identity)) {
    if (!legacyLabelName.test(label) || label === 'alertname' || label === 'severity') {
      throw new DefinitionError(
        `${written}: ${label} cannot identify the alerts of a bundle; expected letters, digits and _, other than alertname and severity`,
        place,
      );
    }
    // A bundle without a name is a finding of its own.
    if ((value === '' && options.identity) || value.includes('{{')) {
      throw new DefinitionError(
        `${written}: the value of ${label} must be a non-empty string, the same for all alerts`,
        place,
      );
    }
  }
  for (const { what, labels, at } of otherLabels(options, alerts)) {
    for (const [label, value] of Object.entries(labels)) {
      const own = Object.hasOwn(identity, label) ? identity[label] : undefined;
      if (own === undefined || own === value) continue;
      throw new DefinitionError(
        `${what} sets the label ${label} to "${value}", but ${label}="${own}" identifies the alerts of bundle ${options.name}: ` +
          `leave it out there, or choose another label: bundle({ identity: { … } })`,
        at ?? place,
      );
    }
  }
}

interface LabelSource {
  readonly what: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly at?: Place;
}

function* otherLabels(
  { labels = {}, environments, groups = {}, logRules = [] }: Labelled,
  alerts: Readonly<Record<string, AnyAlert>>,
): Generator<LabelSource> {
  yield { what: 'the option labels', labels };
  for (const [name, alert] of Object.entries(alerts))
    yield { what: `alert ${name}`, labels: alert.labels, at: alert.place };
  for (const rule of logRules.filter(isAlert))
    yield { what: `alert ${rule.name}`, labels: rule.labels, at: rule.place };
  for (const [name, group] of Object.entries(groups))
    if (group.labels) yield { what: `rule group ${name}`, labels: group.labels };
  if (!environments) return;
  for (const [name, environment] of Object.entries(environments.byName)) {
    const at = environments.place;
    yield { what: `environment ${name}`, labels: environment.labels ?? {}, at };
    for (const [alert, override] of Object.entries(overridesByKey(environment)))
      yield { what: `environment ${name}, alert ${alert},`, labels: override.labels ?? {}, at };
  }
}

function isAlert(rule: LogRule): rule is Extract<LogRule, { type: 'lokiAlert' }> {
  return rule.type === 'lokiAlert';
}
