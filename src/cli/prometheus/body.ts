import { AnswerTooLongError, boundedText } from '../../errors/server-text.js';
import { AnswerTooLargeError } from '../../export/index.js';

/** Limit of a response body in bytes. */
const mostBytes = 32 * 1024 * 1024;

/**
 * Reads a response body.
 *
 * @throws AnswerTooLargeError as soon as it exceeds the limit, without reading the rest
 */
export async function bodyText(response: Response): Promise<string> {
  try {
    return await boundedText(response, mostBytes);
  } catch (error) {
    throw error instanceof AnswerTooLongError ? new AnswerTooLargeError(error.message) : error;
  }
}
