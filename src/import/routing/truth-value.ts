/**
 * The spellings of a truth value in YAML 1.1, which Go's YAML takes where one is expected: lower case, upper case, and with
 * a capital letter. Source: `resolve.go` of gopkg.in/yaml.v2, with which Alertmanager reads its configuration.
 */
export const truthValues: ReadonlyMap<string, boolean> = new Map([
  ...spellings(['y', 'yes', 'on', 'true'], true),
  ...spellings(['n', 'no', 'off', 'false'], false),
]);

function spellings(texts: readonly string[], value: boolean): (readonly [string, boolean])[] {
  return texts.flatMap((text) =>
    [text, text.toUpperCase(), `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`].map(
      (spelt) => [spelt, value] as const,
    ),
  );
}
