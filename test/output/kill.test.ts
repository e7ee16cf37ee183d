import { testKills } from './support/kills.js';

testKills(8, 25);
