import type { Json } from '../step.js';

/** Makes of a panel whose plugin has become another one what Grafana makes of it. */
export function migratePanel(panel: Json): void {
  const migrate =
    typeof panel.type === 'string' && Object.hasOwn(migrations, panel.type)
      ? migrations[panel.type]
      : undefined;
  migrate?.(panel);
}

const migrations: Readonly<Record<string, (panel: Json) => void>> = {};
