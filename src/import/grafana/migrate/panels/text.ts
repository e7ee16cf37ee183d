import { textOf } from '../../../read/plain.js';
import { type Json, jsonOf } from '../step.js';

const modes = new Set(['code', 'html', 'markdown']);

/** Texts that stood beside the options of their panel; plain text was a mode once, and is Markdown. */
export function migrateText(panel: Json): void {
  const options = jsonOf(panel.options);
  const isOld = typeof panel.content === 'string' || panel.mode !== undefined;
  const content = textOf(options.content) || (isOld ? textOf(panel.content) : '');
  const mode = textOf(options.mode) || (isOld ? textOf(panel.mode) : '');
  if (isOld || (mode !== '' && !modes.has(mode)))
    panel.options = { ...options, content, mode: modes.has(mode) ? mode : 'markdown' };
  delete panel.content;
  delete panel.mode;
}
