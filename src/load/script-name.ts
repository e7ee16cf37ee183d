/** Name under which the compiled definitions run. */
export const scriptName = 'dashwright-definitions.js';
