import { afterAll } from 'vitest';
import { releaseProcess } from '../../src/load/guard-process.js';

// Definitions that a test loads cannot end the process while it runs. The next file starts without that guard, like
// a command.
afterAll(releaseProcess);
