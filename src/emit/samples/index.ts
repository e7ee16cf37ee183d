import type { ResolvedBundle } from '../../resolve/index.js';
import type { Artifact } from '../artifact.js';
import { valuesSample } from '../helm/sample.js';
import { operatorObjects } from '../kubernetes/operator-objects.js';
import { alertTuning } from '../packaging/tuning.js';
import { variablesSample } from '../terraform/sample.js';

/** Ready overrides for the chart and the module of a bundle, outside of both: `samples/`. */
export function emitSamples(bundle: ResolvedBundle): Artifact[] {
  const tuning = alertTuning(bundle);
  const operators = operatorObjects(bundle);
  return [
    { path: `samples/${bundle.name}.helm-values.yaml`, content: valuesSample(bundle, tuning, operators) },
    { path: `samples/${bundle.name}.terraform.tfvars`, content: variablesSample(bundle, tuning, operators) },
  ];
}
