import { labels } from '../../catalog/shape/index.js';
import { takenByAlerts } from '../shapes.js';

const own = 'another name: the objective sets it, as Sloth does';

/** Labels that distinguish the series and alerts of an objective from those of others. */
const ofObjective = [
  'sloth_id',
  'sloth_service',
  'sloth_slo',
  'sloth_window',
  'sloth_severity',
  'sloth_mode',
  'sloth_spec',
  'sloth_version',
  'sloth_objective',
  'long_window',
  'short_window',
];

/** Labels to add to the series and alerts of an objective. */
export const sloLabels = labels({
  ...takenByAlerts,
  ...Object.fromEntries(ofObjective.map((name) => [name, own])),
});
