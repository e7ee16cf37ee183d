/** Pictures of what the preview shows, taken by a Chromium of the system. */

export { type Comparison, comparisonMarkdown } from './comparison.js';
export { findChromium } from './find-chromium.js';
export { type Picture, takePictures } from './pictures.js';
export { type Theme, type View, viewsOf } from './views.js';
