import { sloScenarios } from 'dashwright/testing';
import { seamlessDeadline } from '../slos.js';

export default sloScenarios(seamlessDeadline);
