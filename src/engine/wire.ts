const encoder = new TextEncoder();
const decoder = new TextDecoder();
const float = new Float64Array(1);
const halves = new Uint32Array(float.buffer);

/**
 * Builds a request for the engine: 32-bit words and one block of UTF-8 text. `go/wire.go` reads it.
 * Texts are written as their byte length and taken from the block in order.
 */
export class Request {
  #words = new Uint32Array(1024);
  #count = 0;
  #text = new Uint8Array(16 * 1024);
  #length = 0;

  /** Clears the request, and frees its memory if it has grown large. */
  reset(): void {
    if (this.#words.length > 1 << 22) this.#words = new Uint32Array(1024);
    if (this.#text.length > 1 << 24) this.#text = new Uint8Array(16 * 1024);
    this.#count = 0;
    this.#length = 0;
  }

  word(value: number): void {
    if (this.#count === this.#words.length) this.#growWords(1);
    this.#words[this.#count++] = value;
  }

  flag(value: boolean | undefined): void {
    this.word(value ? 1 : 0);
  }

  number(value: number): void {
    if (this.#count + 2 > this.#words.length) this.#growWords(2);
    float[0] = value;
    this.#words[this.#count++] = halves[0] as number;
    this.#words[this.#count++] = halves[1] as number;
  }

  string(value: string): void {
    const room = value.length * 3;
    if (this.#length + room > this.#text.length) this.#growText(room);
    const { written } = encoder.encodeInto(value, this.#text.subarray(this.#length));
    this.#length += written;
    this.word(written);
  }

  /** Numbers without their count. A Float64Array is copied as it is, and fast. */
  numbers(values: ArrayLike<number>): void {
    if (this.#count + 2 * values.length > this.#words.length) this.#growWords(2 * values.length);
    if (values instanceof Float64Array) {
      const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
      this.#words.set(words, this.#count);
      this.#count += words.length;
    } else {
      for (let i = 0; i < values.length; i++) this.number(values[i] as number);
    }
  }

  /** The staleness marker: a NaN with its own bits, which JavaScript cannot distinguish from others. */
  staleMarker(): void {
    this.word(2);
    this.word(0x7ff00000);
  }

  strings(values: readonly string[]): void {
    this.word(values.length);
    for (const value of values) this.string(value);
  }

  /** A map in key order, so that equal maps result in equal requests. */
  map(values: Readonly<Record<string, string>>): void {
    const keys = Object.keys(values).sort();
    this.word(keys.length);
    for (const key of keys) {
      this.string(key);
      this.string(values[key] as string);
    }
  }

  /** Size of the request in bytes. */
  get size(): number {
    return 4 + this.#count * 4 + this.#length;
  }

  /** Writes the request to the engine's memory. */
  copyTo(memory: ArrayBufferLike, address: number): void {
    const words = new Uint32Array(memory, address, 1 + this.#count);
    words[0] = this.#count;
    words.set(this.#words.subarray(0, this.#count), 1);
    new Uint8Array(memory, address + words.byteLength, this.#length).set(
      this.#text.subarray(0, this.#length),
    );
  }

  #growWords(extra: number): void {
    const next = new Uint32Array(Math.max(this.#words.length * 2, this.#count + extra));
    next.set(this.#words);
    this.#words = next;
  }

  #growText(extra: number): void {
    const next = new Uint8Array(Math.max(this.#text.length * 2, this.#length + extra));
    next.set(this.#text);
    this.#text = next;
  }
}

/**
 * Reads a response of the engine: 32-bit words, and texts by index. It is a view of the engine's memory, so it is valid
 * until the next call only.
 */
export class Response {
  /** True if the operation failed; the only text is the error. */
  readonly failed: boolean;
  readonly #words: Uint32Array;
  #position = 0;
  readonly #text: string;
  readonly #ends: Uint32Array;
  readonly #strings: (string | undefined)[];

  constructor(memory: ArrayBufferLike, address: number) {
    const head = new Uint32Array(memory, address, 6);
    const [status, words = 0, count = 0, text = 0, bytes = 0, texts = 0] = head;
    this.failed = status !== 0;
    this.#words = new Uint32Array(memory, words, count);
    this.#ends = new Uint32Array(memory, words + count * 4, texts);
    this.#text = decoder.decode(new Uint8Array(memory, text, bytes));
    this.#strings = new Array(texts);
  }

  word(): number {
    return this.#words[this.#position++] as number;
  }

  flag(): boolean {
    return this.word() !== 0;
  }

  number(): number {
    halves[0] = this.#words[this.#position++] as number;
    halves[1] = this.#words[this.#position++] as number;
    return float[0] as number;
  }

  string(): string {
    return this.text(this.word());
  }

  /** Numbers, as a copy. */
  numbers(count: number): Float64Array {
    const words = this.#words.slice(this.#position, this.#position + 2 * count);
    this.#position += 2 * count;
    return new Float64Array(words.buffer);
  }

  /** Label names and values; in the engine's order, which is by name. */
  labels(): Record<string, string> {
    const labels: Record<string, string> = {};
    for (let count = this.word(); count > 0; count--) {
      const name = this.string();
      labels[name] = this.string();
    }
    return labels;
  }

  /** The text with this index. */
  text(number: number): string {
    const known = this.#strings[number];
    if (known !== undefined) return known;
    const start = number === 0 ? 0 : (this.#ends[number - 1] as number);
    const value = this.#text.slice(start, this.#ends[number] as number);
    this.#strings[number] = value;
    return value;
  }

  strings(): string[] {
    const count = this.word();
    const list = new Array<string>(count);
    for (let i = 0; i < count; i++) list[i] = this.string();
    return list;
  }
}
