import { name, options, required } from '../../catalog/shape/index.js';

/** Who owns the bundle in the catalog of Backstage, and how it is listed there. */
export interface BackstageOptions {
  /** The group or user that owns it, such as `team-shop`. */
  readonly owner: string;
  /** The system that it is a part of. @default none */
  readonly system?: string;
  /** @default production */
  readonly lifecycle?: string;
  /** @default monitoring */
  readonly type?: string;
}

export const backstageShape = options<BackstageOptions>({
  owner: required(name),
  system: name,
  lifecycle: name,
  type: name,
});
