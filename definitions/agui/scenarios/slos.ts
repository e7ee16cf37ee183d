import { sloScenarios } from 'dashwright';
import { genAiLatency } from '../slos.js';

export default sloScenarios(genAiLatency);
