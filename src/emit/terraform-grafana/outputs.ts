import type { ModuleOutput } from '../terraform/outputs.js';

/** All outputs of the module; their values are in the template of outputs.tf. */
export const grafanaOutputs: readonly ModuleOutput[] = [
  {
    name: 'dashboards',
    about: 'UID, URL and folder title of each dashboard, by name.',
  },
  { name: 'folders', about: 'UIDs of the folders that are created, by title.' },
];
