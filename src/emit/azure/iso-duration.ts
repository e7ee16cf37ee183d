/** A duration of ISO 8601 in whole seconds, rounded up: `PT1H30M`. Days are hours: a day has 24 of them here. */
export function isoDuration(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  const parts = [
    [Math.floor(seconds / 3600), 'H'],
    [Math.floor((seconds % 3600) / 60), 'M'],
    [seconds % 60, 'S'],
  ] as const;
  const text = parts.map(([amount, unit]) => (amount > 0 ? `${amount}${unit}` : '')).join('');
  return `PT${text === '' ? '0S' : text}`;
}
