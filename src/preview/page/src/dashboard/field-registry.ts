import {
  booleanOverrideProcessor,
  dataLinksOverrideProcessor,
  displayNameOverrideProcessor,
  FieldConfigOptionsRegistry,
  type FieldConfigPropertyItem,
  type FieldConfigSource,
  FieldType,
  identityOverrideProcessor,
  numberOverrideProcessor,
  standardFieldConfigEditorRegistry,
  stringOverrideProcessor,
  thresholdsOverrideProcessor,
  unitOverrideProcessor,
  valueMappingsOverrideProcessor,
} from '@grafana/data';

type Process = FieldConfigPropertyItem['process'];

const standard: Readonly<Record<string, Process>> = {
  unit: unitOverrideProcessor,
  min: numberOverrideProcessor,
  max: numberOverrideProcessor,
  fieldMinMax: booleanOverrideProcessor,
  decimals: numberOverrideProcessor,
  displayName: displayNameOverrideProcessor,
  noValue: stringOverrideProcessor,
  thresholds: thresholdsOverrideProcessor,
  mappings: valueMappingsOverrideProcessor,
  links: dataLinksOverrideProcessor,
  color: identityOverrideProcessor,
  filterable: booleanOverrideProcessor,
  description: stringOverrideProcessor,
} as Readonly<Record<string, Process>>;

function item(id: string, path: string, process: Process, isCustom: boolean): FieldConfigPropertyItem {
  const none = () => null;
  return {
    id,
    path,
    name: id,
    isCustom,
    process,
    settings: { expandTemplateVars: path === 'displayName' },
    // The title of an axis is not that of the other.
    shouldApply: ({ type }) => path !== 'axisLabel' || (type !== FieldType.time && type !== FieldType.string),
    editor: none,
    override: none,
  } as FieldConfigPropertyItem;
}

const standardItems = Object.entries(standard).map(([id, process]) => item(id, id, process, false));
standardFieldConfigEditorRegistry.setInit(() => standardItems);

/** The properties of fields that a panel's options and overrides name: Grafana has them registered by each panel type. */
export function fieldRegistry({ defaults, overrides }: FieldConfigSource): FieldConfigOptionsRegistry {
  const custom = new Set(Object.keys(defaults.custom ?? {}));
  for (const { properties } of overrides) {
    for (const { id } of properties) if (id.startsWith('custom.')) custom.add(id.slice('custom.'.length));
  }
  const items = [...custom].map((path) =>
    item(`custom.${path}`, path, identityOverrideProcessor as Process, true),
  );
  return new FieldConfigOptionsRegistry(() => [...standardItems, ...items]);
}
