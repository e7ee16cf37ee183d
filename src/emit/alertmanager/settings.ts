import { eventRecorderFields, globalFields, tracingFields } from '../../define/routing/global.js';
import { type SecretFile, secretPath } from '../../define/secret.js';
import { merged } from '../../grafana/merge.js';
import type { ResolvedRouting } from '../../resolve/index.js';
import { writtenFields } from './fields.js';

/** Alertmanager's own settings, of bundles that agree on what several of them say. */
export function settingsOf(
  routings: readonly ResolvedRouting[],
  lost?: (option: string) => void,
): Readonly<Record<string, object>> {
  const sections: Record<string, Record<string, unknown>> = {};
  for (const { secrets, global, tracing, eventRecorder } of routings) {
    const target = { path: (secret: SecretFile) => secretPath(secret, secrets), ...(lost && { lost }) };
    const add = (section: string, written: object) => {
      sections[section] = { ...merged(sections[section] ?? {}, written) };
    };
    if (global)
      add('global', merged(writtenFields(globalFields, global, target, 'global'), global.json ?? {}));
    if (tracing) add('tracing', writtenFields(tracingFields, tracing, target, 'tracing'));
    if (eventRecorder)
      add('event_recorder', writtenFields(eventRecorderFields, eventRecorder, target, 'eventRecorder'));
  }
  return sections;
}
