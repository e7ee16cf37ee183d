/** What differs between clusters. */
export {
  type AlertNames,
  type AlertOverride,
  type DatasourceType,
  type Environment,
  type Environments,
  environments,
} from '../define/index.js';
