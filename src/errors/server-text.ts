/** Limit of characters of a server's text in a message. */
const mostCharacters = 300;

/**
 * A text of unknown origin for one line of a message: control characters and those that change the writing direction
 * are escaped, white space becomes one blank, and long texts are cut off.
 *
 * @param most Limit of characters. @default 300
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
 * Removes secrets from a server's text: a server can repeat credentials, literally or encoded.
 *
 * @param secrets Texts that must not be shown; empty ones are ignored.
 */
export function withoutSecrets(text: string, secrets: Iterable<string>): string {
  const forms = new Set<string>();
  for (const secret of secrets) for (const form of formsOf(secret)) if (form !== '') forms.add(form);
  let shown = text;
  // Longest first, as one may be part of another.
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

/** A response exceeds its limit. */
export class AnswerTooLongError extends Error {
  constructor(readonly most: number) {
    super(`a response is larger than ${most} bytes`);
  }
}

/**
 * The body of a response as text.
 *
 * @param most Limit in bytes, after decompression.
 * @throws AnswerTooLongError as soon as it exceeds the limit, without reading the rest
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
