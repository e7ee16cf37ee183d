/**
 * What differs between clusters.
 *
 * @module
 */
export {
  type AlertNames,
  type AlertOverride,
  type DatasourceType,
  type Environment,
  type Environments,
  environments,
  type LevelOverrides,
} from '../define/index.js';
