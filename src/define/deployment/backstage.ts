import { name, options, required } from '../../catalog/shape/index.js';

/** Entry of the bundle in Backstage's catalog. */
export interface BackstageOptions {
  /** Owner: a group or a user, such as `team-shop`. */
  readonly owner: string;
  /** System that the bundle is part of. @default none */
  readonly system?: string;
  /** Lifecycle. @default production */
  readonly lifecycle?: string;
  /** Type of the component. @default monitoring */
  readonly type?: string;
}

export const backstageShape = options<BackstageOptions>({
  owner: required(name),
  system: name,
  lifecycle: name,
  type: name,
});
