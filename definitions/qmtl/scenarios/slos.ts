import { sloScenarios } from 'dashwright/testing';
import { diffAvailability } from '../slos.js';

export default sloScenarios(diffAvailability);
