import { sloScenarios } from 'dashwright/testing';
import { gatewayAvailability } from '../slos.js';

export default sloScenarios(gatewayAvailability);
