import type { ResolvedBundle } from '../define/resolve/index.js';
import type { Artifact } from '../emit/artifact.js';
import { emitGrafana, type GrafanaDashboard, grafanaBuilder } from '../emit/grafana/index.js';
import {
  alertGroups,
  emitPrometheus,
  type PrometheusGroup,
  recordingGroups,
} from '../emit/prometheus/index.js';

/** What a bundle comes down to before it is packaged: every package carries these same objects. */
export interface BundleParts {
  /** Made one after the other, so that a thousand of them need not be in memory at once. */
  readonly streamDashboards: () => Iterable<GrafanaDashboard>;
  /** All of them, made once. */
  readonly dashboards: () => readonly GrafanaDashboard[];
  readonly recording: readonly PrometheusGroup[];
  readonly alerts: readonly PrometheusGroup[];
}

/** An output format by its name on the command line, which is its folder in the output. */
export interface BuildTarget {
  readonly name: string;
  /** One line for `--help`. */
  readonly summary: string;
  emit(bundle: ResolvedBundle, parts: BundleParts): Iterable<Artifact>;
}

export const targets: readonly BuildTarget[] = [
  {
    name: 'grafana',
    summary: 'dashboards as JSON',
    emit: (bundle, { streamDashboards }) => emitGrafana(bundle, streamDashboards()),
  },
  {
    name: 'prometheus',
    summary: 'rule files',
    emit: (bundle, { recording, alerts }) => emitPrometheus(bundle, recording, alerts),
  },
];

export async function partsOf(bundle: ResolvedBundle): Promise<BundleParts> {
  const streamDashboards = await grafanaBuilder(bundle);
  let dashboards: readonly GrafanaDashboard[] | undefined;
  return {
    streamDashboards,
    dashboards: () => {
      dashboards ??= [...streamDashboards()];
      return dashboards;
    },
    recording: recordingGroups(bundle),
    alerts: alertGroups(bundle),
  };
}
