import { sloScenarios } from 'dashwright/testing';
import { genAiLatency } from '../slos.js';

export default sloScenarios(genAiLatency);
