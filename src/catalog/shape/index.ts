export { json, jsonObject } from './json.js';
export * from './shape.js';
export * from './shapes.js';
export { validate, validateName } from './validate.js';
