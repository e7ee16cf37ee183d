import type { AnyEnvironment } from '../define/deployment/environment.js';
import { resolveBundle } from './bundle.js';
import { inEnvironment } from './environment.js';
import { oncePer } from './once.js';
import type { ResolvedBundle } from './resolved.js';

/** A bundle in one of its environments. */
export interface ResolvedEnvironment {
  readonly name: string;
  readonly environment: AnyEnvironment;
  readonly bundle: ResolvedBundle;
}

/** The environments of a bundle, in the order of the definition. */
export const resolveEnvironments = oncePer((bundle: ResolvedBundle): readonly ResolvedEnvironment[] =>
  Object.entries(bundle.source.options.environments?.byName ?? {}).map(([name, environment]) => ({
    name,
    environment,
    bundle: resolvedIn(bundle, environment),
  })),
);

/** The bundle with only the matchers of an environment applied. */
export function narrowedTo({ selectors = {} }: AnyEnvironment, bundle: ResolvedBundle): ResolvedBundle {
  return resolvedIn(bundle, { selectors });
}

function resolvedIn(bundle: ResolvedBundle, environment: AnyEnvironment): ResolvedBundle {
  return resolveBundle(inEnvironment(bundle.source, environment), bundle.runbooks, {
    keep: false,
    templates: bundle.templates,
  });
}
