import { testKills } from '../output/support/kills.js';

testKills(100, 5);
