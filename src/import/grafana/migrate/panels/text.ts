import { type Json, jsonOf, textOf } from '../step.js';

/** Texts that stood beside the options of their panel. */
export function migrateText(panel: Json): void {
  const options = jsonOf(panel.options);
  if (typeof panel.content !== 'string' && panel.mode === undefined) return;
  const mode = textOf(options.mode) || textOf(panel.mode);
  panel.options = {
    ...options,
    content: textOf(options.content) || textOf(panel.content),
    // Plain text was a mode once.
    mode: mode === 'html' ? 'html' : 'markdown',
  };
  delete panel.content;
  delete panel.mode;
}
