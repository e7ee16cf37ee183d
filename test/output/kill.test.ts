import { testKills } from './support/kills.js';

// A hundred, and every fifth call: test/e2e/kill.test.ts.
testKills(3, 40);
