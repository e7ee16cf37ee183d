import { sloScenarios } from 'dashwright';
import { seamlessDeadline } from '../slos.js';

export default sloScenarios(seamlessDeadline);
