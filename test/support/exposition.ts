/**
 * Parser of Prometheus' text format, written from its specification, independently of the code that writes
 * it.
 */
export interface ExposedFamily {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly samples: ExposedSample[];
}
export interface ExposedSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export function readExposition(text: string): ExposedFamily[] {
  if (text !== '' && !text.endsWith('\n')) throw new Error('the last line does not end');
  const families: ExposedFamily[] = [];
  let help: { name: string; text: string } | undefined;
  for (const line of text.split('\n').slice(0, -1)) {
    const reader = new Reader(line);
    if (reader.takes('# HELP ')) {
      const name = reader.name();
      reader.expect(' ');
      help = { name, text: unescaped(reader.rest()) };
    } else if (reader.takes('# TYPE ')) {
      const name = reader.name();
      reader.expect(' ');
      if (help?.name !== name) throw new Error(`no help before the type of ${name}`);
      if (families.some((family) => family.name === name)) throw new Error(`${name} is described twice`);
      families.push({ name, type: reader.rest(), help: help.text, samples: [] });
    } else {
      const family = families.at(-1);
      const sample = sampleOf(reader);
      if (!family || !belongs(sample.name, family))
        throw new Error(`${sample.name} stands in the wrong place`);
      family.samples.push(sample);
    }
  }
  return families;
}

function belongs(name: string, { name: family, type }: ExposedFamily): boolean {
  if (type === 'histogram') return ['_bucket', '_sum', '_count'].some((suffix) => name === family + suffix);
  if (type === 'summary') return ['', '_sum', '_count'].some((suffix) => name === family + suffix);
  return name === family;
}

function sampleOf(reader: Reader): ExposedSample {
  let name = reader.sees('{') ? undefined : reader.name();
  const labels: Record<string, string> = {};
  if (reader.takes('{')) {
    while (!reader.takes('}')) {
      const label = reader.name();
      if (reader.takes('=')) {
        if (label in labels) throw new Error(`${label} is there twice`);
        labels[label] = reader.quoted();
      } else name = label;
      if (!reader.takes(',') && !reader.sees('}')) throw new Error('labels without a comma');
    }
  }
  reader.expect(' ');
  if (name === undefined) throw new Error('a sample without a name');
  return { name, labels, value: numberOf(reader.rest()) };
}

class Reader {
  private at = 0;
  constructor(private readonly text: string) {}
  sees(part: string): boolean {
    return this.text.startsWith(part, this.at);
  }
  takes(part: string): boolean {
    if (!this.sees(part)) return false;
    this.at += part.length;
    return true;
  }
  expect(part: string): void {
    if (!this.takes(part)) throw new Error(`no ${JSON.stringify(part)} at ${this.at} of ${this.text}`);
  }
  rest(): string {
    return this.text.slice(this.at);
  }
  name(): string {
    if (this.sees('"')) return this.quoted();
    const [name] = /^[a-zA-Z_:][a-zA-Z0-9_:]*/.exec(this.rest()) ?? [];
    if (name === undefined) throw new Error(`no name at ${this.at} of ${this.text}`);
    this.at += name.length;
    return name;
  }
  quoted(): string {
    const [all, content] = /^"((?:[^"\\]|\\.)*)"/.exec(this.rest()) ?? [];
    if (all === undefined || content === undefined) throw new Error(`no text at ${this.at} of ${this.text}`);
    this.at += all.length;
    return unescaped(content);
  }
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(.)/g, (_, letter: string) => (letter === 'n' ? '\n' : letter));
}

function numberOf(text: string): number {
  if (!/^(NaN|[+-]Inf|[+-]?\d+(\.\d+)?(e[+-]?\d+)?)$/.test(text)) throw new Error(`${text} is no number`);
  return Number(text.replace('Inf', 'Infinity'));
}
