import { type BundleDifference, type BundleOutput, compareOutputs, type Data } from '../diff/index.js';
import type { Engine } from '../engine/index.js';
import { eachOf, type Grafana, readDashboard } from '../grafana-api/index.js';
import { comparable } from './comparable.js';
import { rulesOnBothSides } from './server-rules.js';

/** What runs, to be compared with a build. */
export interface Running {
  readonly grafana?: Grafana | undefined;
  /** Groups of `/api/v1/rules` of a Prometheus. */
  readonly groups?: readonly Data[] | undefined;
  readonly engine: Promise<Engine>;
  readonly progress: (text: string) => void;
}

/**
 * What a build would change of what runs, in the words of two builds. Versions have no part in it: servers do not know
 * them.
 *
 * @param outputs All bundles of the build.
 * @param names Bundles to compare; all if empty.
 * @param environment Whose rules are compared. @default those without an environment
 * @throws GrafanaError if the server cannot be used
 */
export async function compareRunning(
  outputs: ReadonlyMap<string, BundleOutput>,
  names: readonly string[],
  environment: string | undefined,
  running: Running,
): Promise<BundleDifference[]> {
  const before = new Map<string, BundleOutput>();
  const after = new Map<string, BundleOutput>();
  const chosen = [...outputs].filter(([name]) => names.length === 0 || names.includes(name));
  for (const [name, output] of chosen) {
    const built = groupsOf(output, environment);
    const others = new Set(
      [...outputs].flatMap(([other, { groups }]) =>
        other === name ? [] : groups.map((group) => String(group.name)),
      ),
    );
    const rules = running.groups
      ? rulesOnBothSides(running.groups, built, others, await running.engine)
      : undefined;
    const dashboards = running.grafana
      ? await dashboardsOnBothSides(output, running.grafana, running.progress)
      : undefined;
    // Nothing else of a build is on a server. Of what charts know of alerts, their names tell levels apart.
    const tuning = Object.fromEntries(Object.keys(output.tuning).map((alert) => [alert, {}]));
    const common = {
      ...output,
      tuning,
      environments: none,
      environmentValues: none,
      environmentVariables: none,
    };
    before.set(name, {
      ...common,
      groups: rules?.onServer ?? [],
      dashboards: dashboards?.onServer ?? none,
    });
    after.set(name, { ...common, groups: rules?.built ?? [], dashboards: dashboards?.built ?? none });
  }
  return compareOutputs(before, after).map((one) => ({ ...one, required: undefined, sufficient: true }));
}

const none: ReadonlyMap<string, never> = new Map<string, never>();

function groupsOf({ groups, environments }: BundleOutput, environment: string | undefined): readonly Data[] {
  return environment === undefined ? groups : (environments.get(environment) ?? groups);
}

async function dashboardsOnBothSides(
  { dashboards }: BundleOutput,
  grafana: Grafana,
  progress: (text: string) => void,
) {
  const onServer = new Map<string, Data>();
  const built = new Map<string, Data>();
  await eachOf([...dashboards], async ([uid, json]) => {
    progress(`reading ${uid}`);
    const there = await readDashboard(grafana, uid);
    if (there) onServer.set(uid, await comparable(there.json));
    built.set(uid, await comparable(json));
  });
  const inOrder = (found: ReadonlyMap<string, Data>) =>
    new Map([...dashboards.keys()].flatMap((uid) => (found.has(uid) ? [[uid, found.get(uid) ?? {}]] : [])));
  return { onServer: inOrder(onServer), built: inOrder(built) };
}
