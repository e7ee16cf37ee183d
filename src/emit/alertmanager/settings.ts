import { eventRecorderFields, globalFields, tracingFields } from '../../define/routing/global.js';
import { type SecretFile, secretPath } from '../../define/secret.js';
import { merged } from '../../grafana/merge.js';
import type { ResolvedRouting } from '../../resolve/index.js';
import { writtenFields } from './fields.js';

/** Alertmanager's own settings, of bundles that agree on what several of them say. */
export function settingsOf(routings: readonly ResolvedRouting[]): Readonly<Record<string, object>> {
  const sections: Record<string, Record<string, unknown>> = {};
  for (const { secrets, global, tracing, eventRecorder } of routings) {
    const path = (secret: SecretFile) => secretPath(secret, secrets);
    const add = (section: string, written: object) => {
      sections[section] = { ...merged(sections[section] ?? {}, written) };
    };
    if (global) add('global', merged(writtenFields(globalFields, global, path), global.json ?? {}));
    if (tracing) add('tracing', writtenFields(tracingFields, tracing, path));
    if (eventRecorder) add('event_recorder', writtenFields(eventRecorderFields, eventRecorder, path));
  }
  return sections;
}
