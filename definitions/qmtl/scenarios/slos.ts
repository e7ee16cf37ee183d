import { sloScenarios } from 'dashwright';
import { diffAvailability } from '../slos.js';

export default sloScenarios(diffAvailability);
