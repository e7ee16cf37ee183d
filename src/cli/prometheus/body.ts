import { AnswerTooLongError, boundedText } from '../../errors/server-text.js';
import { AnswerTooLargeError } from '../../export/index.js';

/** Most of an answer that is taken into memory, in bytes. */
const mostBytes = 32 * 1024 * 1024;

/**
 * The text of an answer.
 *
 * @throws AnswerTooLargeError as soon as it is too long, without reading on
 */
export async function bodyText(response: Response): Promise<string> {
  try {
    return await boundedText(response, mostBytes);
  } catch (error) {
    throw error instanceof AnswerTooLongError ? new AnswerTooLargeError(error.message) : error;
  }
}
