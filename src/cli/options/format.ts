import type { Option } from 'commander';
import { choiceOption } from '../values.js';

/** `--format`, with `text` first and as the default. */
export function formatOption(...others: readonly string[]): Option {
  return choiceOption('--format <format>', 'output format', ['text', ...others]).default('text');
}
