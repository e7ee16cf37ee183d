// What takes longest begins first: the engine in its worker, and the data of what is shown, while the page itself comes.

import './engine-of-page.js';
import { parseLocation } from './lib/location.js';
import { readJson } from './lib/read-json.js';
import { viewOf } from './views/index.js';

const { path } = parseLocation(window.location.hash);
const ignored = (): void => undefined;
// The page asks for the same again, and says what is wrong.
readJson('data/site.json', 0).catch(ignored);
if (path[0] !== undefined) readJson(`data/${path[0]}/bundle.json`, 0).catch(ignored);
import('./main.js');
viewOf(path).catch(ignored);
