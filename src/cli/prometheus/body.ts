import { AnswerTooLargeError } from '../../export/index.js';

/** Most of an answer that is taken into memory, in bytes. */
const mostBytes = 32 * 1024 * 1024;

/**
 * The text of an answer.
 *
 * @throws AnswerTooLargeError as soon as it is too long, without reading on
 */
export async function bodyText({ body }: Response): Promise<string> {
  if (!body) return '';
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let bytes = 0;
  // Leaving the loop early cancels the stream and with it the connection.
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) throw new AnswerTooLargeError(`an answer is larger than ${mostBytes} bytes`);
    parts.push(decoder.decode(chunk, { stream: true }));
  }
  parts.push(decoder.decode());
  return parts.join('');
}
