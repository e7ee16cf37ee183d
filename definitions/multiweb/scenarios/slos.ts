import { sloScenarios } from 'dashwright/testing';
import { apiAvailability } from '../slos.js';

export default sloScenarios(apiAvailability);
