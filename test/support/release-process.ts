import { afterAll } from 'vitest';
import { releaseProcess } from '../../src/load/guard-process.js';

// Definitions that were loaded by a test may not end the process for as long as it runs. The next file starts without
// that guard, as a command does.
afterAll(releaseProcess);
