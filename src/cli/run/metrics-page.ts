import { readFileSync, statSync } from 'node:fs';
import { connectionError } from '../../errors/connection.js';
import { AnswerTooLongError, boundedText, printable } from '../../errors/server-text.js';
import { withFile } from '../../errors/system-error.js';
import { webUrlFault } from '../../errors/web-url.js';
import { UsageError } from '../../load/index.js';

/** Bytes of a page at most. */
const mostBytes = 64 * 1024 * 1024;
const patience = 30_000;

/**
 * The text of a page of metrics: a file, or what an exporter answers.
 *
 * @param headers sent along, to this address and no other
 * @throws UsageError for a server that answers with something else or leads elsewhere
 */
export async function metricsPage(
  source: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  if (!/^https?:\/\//.test(source)) {
    return withFile(source, () => {
      if (statSync(source).size > mostBytes)
        throw new UsageError(`${source}: has more than ${mostBytes} bytes`);
      return readFileSync(source, 'utf8');
    });
  }
  const fault = webUrlFault(source);
  if (fault !== undefined) {
    throw new UsageError(
      `${printable(source, 80)}: is not a URL of metrics such as http://localhost:8080/metrics: ${fault}`,
    );
  }
  const where = printable(source.replace(/\/\/[^/@]*@/, '//…@'));
  let text: string;
  try {
    const response = await fetch(source, {
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
      headers: {
        ...headers,
        accept:
          'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8,text/plain;version=1.0.0;escaping=allow-utf-8,text/plain;version=0.0.4',
      },
    });
    if (response.status >= 300 && response.status < 400)
      throw new UsageError(`${where}: redirects to another address: use that one`);
    if (!response.ok) throw new UsageError(`${where}: responds with ${response.status}`);
    text = await boundedText(response, mostBytes);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    if (error instanceof AnswerTooLongError) throw new UsageError(`${where}: ${error.message}`);
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    const reason = isLate ? `no response within ${patience / 1000} s` : connectionError(error);
    throw new UsageError(`${where}: does not respond: ${printable(reason)}`);
  }
  if (/^\s*<(!doctype|html)/i.test(text))
    throw new UsageError(`${where}: responds with a web page, not with metrics`);
  return text;
}
