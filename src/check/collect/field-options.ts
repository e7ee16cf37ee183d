import { fieldProperties, type PanelType, panelTypes } from '../../grafana/index.js';

/** Every property that an override of such a panel can set. */
export function propertiesOf(type: PanelType): readonly string[] {
  return [...fieldProperties, ...panelTypes[type].customNames.map((name) => `custom.${name}`)];
}
