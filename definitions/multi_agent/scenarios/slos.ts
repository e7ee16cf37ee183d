import { sloScenarios } from 'dashwright/testing';
import { routerAvailability } from '../slos.js';

export default sloScenarios(routerAvailability);
