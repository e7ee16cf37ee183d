/**
 * What a value of a template is: the data of the whole text, which Grafana has in another shape; something that Grafana
 * does not have; or anything else, which is the same in both.
 */
export type Held = 'data' | 'lost' | 'other';

/** The variables of a template, by block: those of a block end with it. */
export interface Scope {
  /** Undefined for a variable that the text does not declare, such as `$labels`. */
  held(name: string): Held | undefined;
  declare(name: string, held: Held): void;
  /** `$x = …`: if the variable was something else before, it is unknown which of the two it is later. */
  assign(name: string, held: Held): void;
  inner(): Scope;
}

export function templateScope(outer?: Scope): Scope {
  const own = new Map<string, Held>();
  const scope: Scope = {
    held: (name) => own.get(name) ?? outer?.held(name),
    declare: (name, held) => {
      own.set(name, held);
    },
    assign(name, held) {
      const before = own.get(name);
      if (before === undefined) outer?.assign(name, held);
      else own.set(name, before === held ? held : 'lost');
    },
    inner: () => templateScope(scope),
  };
  return scope;
}
