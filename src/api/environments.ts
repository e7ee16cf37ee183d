/** What differs between clusters. */
export {
  type AlertNames,
  type AlertOverride,
  type DatasourceType,
  type Environment,
  type Environments,
  environments,
  type LevelOverrides,
} from '../define/index.js';
