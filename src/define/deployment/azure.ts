import { DefinitionError, type Place, placeOf } from '../../catalog/index.js';
import {
  anything,
  choice,
  name,
  options as optionsOf,
  record,
  text,
  validate,
} from '../../catalog/shape/index.js';
import type { Severity } from '../alerting/severity.js';
import { refuseSecrets } from '../secret.js';

/** Azure's severities: 0 critical, 1 error, 2 warning, 3 informational, 4 verbose. */
export type AzureSeverity = 0 | 1 | 2 | 3 | 4;

/** Options of the output for Azure. */
export interface AzureOptions {
  /** Azure severity per severity. @default critical 0, warning 2, info 3, any other 3 */
  readonly severities?: { readonly [Name in Severity]?: AzureSeverity };
  /**
   * Minutes until an alert that no longer fires is resolved: 1 to 15; false disables automatic resolution.
   *
   * @default 10
   */
  readonly resolveAfterMinutes?: number | false;
  /** Cluster whose data the rules query. @default all clusters of the workspace */
  readonly clusterName?: string;
  /** Tags of every rule group. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Rules for Azure Managed Prometheus and dashboards for Azure Managed Grafana. */
export interface Azure {
  readonly type: 'azure';
  readonly options: AzureOptions;
  readonly place: Place;
}

const azureSeverity = choice(0, 1, 2, 3, 4);
const shape = optionsOf<AzureOptions>({
  severities: record(azureSeverity, name),
  // Its limits are checked below.
  resolveAfterMinutes: anything,
  clusterName: name,
  tags: record(text),
});

/**
 * Rules for Azure Managed Prometheus and dashboards for Azure Managed Grafana: `bundle({ azure })`.
 *
 * @throws DefinitionError for a secret, or a time to resolve that Azure rejects
 * @example azure({ clusterName: 'production' })
 */
export function azure(options: AzureOptions = {}): Azure {
  const place = placeOf(azure);
  validate(shape, options, 'azure', place);
  refuseSecrets(options, 'azure', place);
  const minutes = options.resolveAfterMinutes;
  // REST API 2023-03-01: timeToResolve should be between 1 and 15 minutes.
  if (typeof minutes === 'number' && !(Number.isInteger(minutes) && minutes >= 1 && minutes <= 15)) {
    throw new DefinitionError(`azure: resolveAfterMinutes is a number from 1 to 15, not ${minutes}`, place);
  }
  return { type: 'azure', options, place };
}
