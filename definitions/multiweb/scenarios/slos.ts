import { sloScenarios } from 'dashwright';
import { apiAvailability } from '../slos.js';

export default sloScenarios(apiAvailability);
