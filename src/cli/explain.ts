import type { Register } from './main.js';
export const registerExplain: Register = () => {};
