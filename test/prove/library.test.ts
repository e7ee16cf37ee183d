import { bundle } from 'dashwright';
import { expect, inject, test } from 'vitest';
import { mutationText, runMutants, runScenarios } from '../../src/prove/index.js';
import { resolveBundle } from '../../src/resolve/index.js';
import * as examples from '../definitions/library-examples.js';
import { engine } from './support/engine.js';

const mixins = Object.values(examples).filter((one) => 'scenarios' in one);

// What is left are mostly changes without effect: a matcher on one side of a division whose other side has it too.
test('the scenarios of the library detect changes of its alerts', () => {
  const resolved = resolveBundle(
    bundle({
      name: 'library',
      title: 'Library',
      description: 'The examples of the pages.',
      version: '1.0.0',
      metrics: Object.values(examples).filter((one): one is typeof examples.cache => !('scenarios' in one)),
      alerts: Object.assign({}, ...mixins.map(({ alerts }) => alerts)),
    }),
  );
  const proof = runScenarios(
    resolved,
    engine,
    mixins.flatMap(({ scenarios }) => scenarios()),
  );
  const oneOf = inject('oneMutantOf');
  const mutation = runMutants(proof, engine, { oneOf });
  expect(mutation.score, mutationText(mutation)).toBeGreaterThan(oneOf === 1 ? 0.9 : 0.7);
});
