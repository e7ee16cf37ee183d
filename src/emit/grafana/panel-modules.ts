import { type AnyPanelBuilder, type PanelSdk, type PanelType, panelTypes } from '../../grafana/index.js';
import { exportsOf } from './common-js.js';

export type BuilderFactory = (type: PanelType) => AnyPanelBuilder;

/** Loads the SDK's builders of the given panel types. */
export async function loadPanelBuilders(types: ReadonlySet<PanelType>): Promise<BuilderFactory> {
  const loaded = new Map<PanelType, PanelSdk>();
  for (const type of types) loaded.set(type, await exportsOf(panelTypes[type].sdk()));
  return (type) => {
    const module = loaded.get(type);
    if (!module) throw new Error(`the builder of ${type} panels was not loaded`);
    return new module.PanelBuilder();
  };
}

/** Wraps a finished part of a panel for the SDK, which expects a builder. */
export function built<Part>(part: Part): { build(): Part } {
  return { build: () => part };
}
