import { afterAll, beforeAll, expect, test } from 'vitest';
import { DefinitionError } from '../../src/catalog/definition-error.js';
import { defaultSeconds, limitDefinitions } from '../../src/load/limit.js';
import { isInstance, isOfDefinitions, thrownBy } from '../../src/load/thrown.js';

beforeAll(() => limitDefinitions(0.1));
afterAll(() => limitDefinitions(defaultSeconds));

test('an error that does not come to an end is waited for once, whatever is asked of it', () => {
  let reads = 0;
  const endless = () => {
    reads += 1;
    for (;;);
  };
  const error = new Proxy(new Error('x'), { getPrototypeOf: endless, get: endless });
  expect(thrownBy(error).text).toBe('a value that throws when it is read, or never finishes');
  expect(isOfDefinitions(error)).toBe(true);
  expect(isInstance(error, DefinitionError)).toBe(false);
  expect(reads).toBe(1);
});
