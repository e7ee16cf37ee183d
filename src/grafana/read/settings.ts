import { fieldConfig } from '../options/fields.js';
import { withDefaults } from '../panel-types/defaults.js';
import { type PanelType, panelTypes, settingsOf } from '../panel-types/index.js';
import { keyOf, type Leaves, leavesIn } from './leaves.js';
import { normalSettings } from './normal.js';

/** What options set, and nothing besides. */
export function settingsBy(type: PanelType, options: object): Leaves {
  const { options: own, custom } = settingsOf(type, options);
  return leavesIn(
    normalSettings({ options: own, fieldConfig: { defaults: { ...fieldConfig(options), custom } } }),
  );
}

/** The settings of a panel that says nothing, as the SDK's builder begins. */
export async function sdkSettings(type: PanelType): Promise<Leaves> {
  const namespace = await panelTypes[type].sdk();
  const { PanelBuilder } = 'default' in namespace ? (namespace.default as typeof namespace) : namespace;
  const { options = {}, fieldConfig: fields } = new PanelBuilder().build();
  return leavesIn(normalSettings({ options, fieldConfig: { defaults: fields?.defaults ?? {} } }));
}

/** One step, which is no threshold: what a panel with queries has, unless an alert bounds them. */
const oneStep = { mode: 'absolute', steps: [{ value: null, color: 'green' }] };
/** What Grafana has where a panel says none. */
const grafanaSteps = {
  mode: 'absolute',
  steps: [
    { value: null, color: 'green' },
    { value: 80, color: 'red' },
  ],
};

/** What Grafana shows where a panel says nothing. */
export function implicitSettings(type: PanelType, sdk: Leaves): Leaves {
  const { implicit, shapes } = panelTypes[type];
  const { color, custom = {} } = implicit;
  const fields = {
    ...(color === undefined ? {} : { color: { mode: color } }),
    ...('thresholds' in shapes ? { thresholds: grafanaSteps } : {}),
    custom,
  };
  return new Map([
    ...leavesIn({ fieldConfig: { defaults: fields } }),
    ...sdk,
    ...settingsBy(type, withDefaults(type, {}, contents(1), false)),
  ]);
}

/** The settings of a panel with such options and so many queries, without our own defaults. */
export function builtSettings(type: PanelType, options: object, queries: number, sdk: Leaves): Leaves {
  const thresholds = queries > 0 && 'thresholds' in panelTypes[type].shapes ? { thresholds: oneStep } : {};
  return new Map([
    ...sdk,
    ...leavesIn({ fieldConfig: { defaults: thresholds } }),
    ...settingsBy(type, withDefaults(type, options, contents(queries), false)),
  ]);
}

function contents(queries: number) {
  const target = { instant: false, range: true };
  return { targets: Array.from({ length: queries }, () => target), thresholds: [] };
}

/** The keys of thresholds, where nothing of a panel shows them. */
export function hiddenThresholds(
  shown: (...path: readonly string[]) => unknown,
  overridden: ReadonlySet<string>,
): readonly string[] {
  const field = (...path: readonly string[]) => shown('fieldConfig', 'defaults', ...path);
  const colored = field('color', 'mode') === 'thresholds';
  const cell = field('custom', 'cellOptions', 'type');
  const plainTable = cell === 'auto';
  const style = field('custom', 'thresholdsStyle', 'mode') ?? 'off';
  const visible =
    (colored && !plainTable) ||
    style !== 'off' ||
    field('custom', 'gradientMode') === 'scheme' ||
    shown('options', 'showThresholdMarkers') === true ||
    shown('options', 'showThresholdLabels') === true ||
    ['color', 'custom.thresholdsStyle', 'custom.cellOptions', 'custom.displayMode'].some((id) =>
      overridden.has(id),
    );
  return visible ? [] : ['mode', 'steps'].map((part) => keyOf('fieldConfig', 'defaults', 'thresholds', part));
}
