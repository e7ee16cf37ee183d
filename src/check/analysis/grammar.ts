/** The parts of a Lezer parser that are used here. */
export interface Grammar {
  parse(text: string): {
    iterate(walk: {
      enter(node: {
        readonly from: number;
        readonly to: number;
        readonly type: { readonly isError: boolean };
      }): void;
    }): void;
  };
}

/**
 * Where a text departs from a grammar; undefined where it does not. Lezer's parsers go on behind a mistake, so the
 * first one counts.
 */
export function firstMistake(grammar: Grammar, text: string): number | undefined {
  let at: number | undefined;
  grammar.parse(text).iterate({
    enter: ({ from, type }) => {
      if (type.isError && (at === undefined || from < at)) at = from;
    },
  });
  return at;
}

/** `near "| jsn | level="`: what stands where the grammar gave up. */
export function nearText(text: string, at: number): string {
  const rest = text.slice(at).trim();
  if (rest === '') return `at the end, behind ${JSON.stringify(text.trim().slice(-20))}`;
  return `near ${JSON.stringify(rest.length > 40 ? `${rest.slice(0, 40)}…` : rest)}`;
}
