import { readFileSync } from 'node:fs';
import { callAt, readSource } from '../../edit/index.js';
import { constantOf } from './operation.js';
import type { Position } from './state.js';

/** Whether a call is an item of a list as it is written. */
export function isInList({ file, line, column }: Position): boolean {
  const call = callAt(readSource(readFileSync(file, 'utf8')), line, column);
  return call?.parent?.name === 'ArrayExpression';
}

/** The constant that a call is the value of; none where it is not. */
export function constantAt({ file, line, column }: Position): string[] {
  const source = readSource(readFileSync(file, 'utf8'));
  const call = callAt(source, line, column);
  const constant = call && constantOf(source, call);
  return constant === undefined ? [] : [constant];
}
