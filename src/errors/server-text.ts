/** Most characters of what a server says that a message repeats. */
const mostCharacters = 300;

/**
 * A text from somewhere else for one line of a message: what would move the cursor, change colours or the direction of
 * writing is shown as an escape, white space is one blank, and the rest of a long text is left out.
 *
 * @param most Most characters. @default 300
 */
export function printable(text: string, most: number = mostCharacters): string {
  const line = text.replaceAll(/[\t\n\r ]+/g, ' ').trim();
  const shown = line.length > most ? `${line.slice(0, most)}…` : line;
  return shown.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, escaped);
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}

/**
 * Takes secrets out of what a server says: one that is asked with a login may repeat it, as it is or encoded.
 *
 * @param secrets What must not be shown; empty texts are none.
 */
export function withoutSecrets(text: string, secrets: Iterable<string>): string {
  const forms = new Set<string>();
  for (const secret of secrets) for (const form of formsOf(secret)) if (form !== '') forms.add(form);
  let shown = text;
  // The longest first, for one may be part of another.
  for (const form of [...forms].sort((a, b) => b.length - a.length)) shown = shown.replaceAll(form, '…');
  return shown;
}

function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const encoded = encodeURIComponent(bytes.toString('utf8'));
  return [
    secret,
    encoded,
    encoded.replaceAll('%20', '+'),
    encoded.toLowerCase(),
    JSON.stringify(secret).slice(1, -1),
    bytes.toString('base64'),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
  ];
}

/** A server sends more than can be meant. */
export class AnswerTooLongError extends Error {
  constructor(readonly most: number) {
    super(`an answer is larger than ${most} bytes`);
  }
}

/**
 * The text of an answer.
 *
 * @param most Most bytes, after decompression.
 * @throws AnswerTooLongError as soon as it is longer, without reading on
 */
export async function boundedText({ body }: Response, most: number): Promise<string> {
  if (!body) return '';
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let bytes = 0;
  // Leaving the loop early cancels the stream and with it the connection.
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > most) throw new AnswerTooLongError(most);
    parts.push(decoder.decode(chunk, { stream: true }));
  }
  parts.push(decoder.decode());
  return parts.join('');
}
