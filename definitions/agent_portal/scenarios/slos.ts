import { sloScenarios } from 'dashwright';
import { gatewayAvailability } from '../slos.js';

export default sloScenarios(gatewayAvailability);
