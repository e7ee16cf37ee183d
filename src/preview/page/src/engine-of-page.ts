import { startEngine } from './data/engine.js';

/** Started as soon as this module is there. */
export const engine = startEngine(new URL('engine.wasm.gz', document.baseURI).href);
