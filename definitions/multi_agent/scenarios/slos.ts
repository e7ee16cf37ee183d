import { sloScenarios } from 'dashwright';
import { routerAvailability } from '../slos.js';

export default sloScenarios(routerAvailability);
