/** Milliseconds as `1h5m30s`. */
export function lengthText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return (
    [
      hours > 0 ? `${hours}h` : '',
      minutes > 0 ? `${minutes}m` : '',
      seconds % 60 > 0 ? `${seconds % 60}s` : '',
    ].join('') || '0s'
  );
}
