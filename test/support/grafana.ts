import { type BundleOptions, bundle } from 'dashwright';
import { grafanaBuilder } from '../../src/emit/grafana/index.js';
import { resolveBundle } from '../../src/resolve/index.js';

/** A dashboard in the form that Grafana loads, as far as tests read it. */
export interface DashboardJson {
  readonly uid: string;
  readonly panels: readonly PanelJson[];
  readonly templating: { readonly list: readonly VariableJson[] };
}
export interface PanelJson {
  readonly type: string;
  readonly id: number;
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  /** Panels of a collapsed row. */
  readonly panels?: readonly PanelJson[];
  readonly datasource?: unknown;
  readonly targets: readonly { readonly refId: string; readonly datasource?: unknown }[];
  readonly fieldConfig: {
    readonly defaults: { readonly unit?: string; readonly thresholds: unknown; readonly custom?: unknown };
    readonly overrides: readonly {
      readonly matcher: { readonly id: string; readonly options: string };
      readonly properties: readonly { readonly id: string; readonly value: unknown }[];
    }[];
  };
}
export interface VariableJson {
  readonly name: string;
  readonly type: string;
  readonly query?: unknown;
}

/** The emitted dashboards of a bundle with these options. */
export async function dashboardsOf(
  options: Pick<BundleOptions, 'metrics'> & Partial<BundleOptions>,
): Promise<DashboardJson[]> {
  const resolved = resolveBundle(
    bundle({
      name: 'shop',
      title: 'Shop',
      description: 'A shop.',
      version: '1.0.0',
      urls: { grafana: 'https://grafana.example.com', runbooks: 'https://runbooks.example.com/{slug}.md' },
      ...options,
    }),
  );
  const build = await grafanaBuilder(resolved);
  return [...build()].map(({ json }) => JSON.parse(JSON.stringify(json)) as DashboardJson);
}
