/** `A`, `B`, … `Z`, `AA`, … as Grafana names the queries of a panel. */
export function refIdAt(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : refIdAt(Math.floor(index / 26) - 1) + letter;
}
