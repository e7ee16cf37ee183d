import type { AnyEnvironment } from '../define/deployment/environment.js';
import { resolveBundle } from './bundle.js';
import { inEnvironment } from './environment.js';
import type { ResolvedBundle } from './resolved.js';

/** A bundle in one of its environments. */
export interface ResolvedEnvironment {
  readonly name: string;
  readonly environment: AnyEnvironment;
  readonly bundle: ResolvedBundle;
}

/** Cached, as checks and emitters request the same environments. */
const known = new WeakMap<ResolvedBundle, readonly ResolvedEnvironment[]>();

/** The environments of a bundle, in the order of the definition. */
export function resolveEnvironments(bundle: ResolvedBundle): readonly ResolvedEnvironment[] {
  let resolved = known.get(bundle);
  if (!resolved) {
    const { environments } = bundle.source.options;
    resolved = Object.entries(environments?.byName ?? {}).map(([name, environment]) => ({
      name,
      environment,
      bundle: resolvedIn(bundle, environment),
    }));
    known.set(bundle, resolved);
  }
  return resolved;
}

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
