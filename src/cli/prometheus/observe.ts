import { reasonOf } from '../../errors/caught.js';
import { AnswerTooLargeError } from '../../export/index.js';
import type { Run, ServerApi } from '../../observed/index.js';
import { apiData, type PrometheusServer, UnexpectedAnswerError } from './client.js';

/** Statuses of an endpoint that a compatible server does not have; VictoriaMetrics answers 400 for those. */
const missingStatus = new Set([400, 404, 405, 501]);

/**
 * The HTTP API for what is observed. An endpoint that is missing is no failure: `note` gets once what is not judged
 * without it. What is always there (`query`) fails as everywhere.
 */
export function observeApi(server: PrometheusServer, note: (text: string) => void): ServerApi {
  const data = apiData(server);
  const noted = new Set<string>();
  const who = `Prometheus at ${server.url.host}`;
  return {
    who,
    async ask(path, parameters, missing) {
      try {
        const about = typeof parameters.query === 'string' ? parameters.query : path;
        const answer = await data({ path, parameters, about, divisible: true });
        for (const warning of answer.warnings) {
          // Infos are about the expression, and not about what is missing.
          if (warning.startsWith('PromQL info') || noted.has(warning)) continue;
          noted.add(warning);
          note(`${who} warns: ${warning}; what is reported as missing may exist`);
        }
        return answer.data;
      } catch (error) {
        const gone = error instanceof UnexpectedAnswerError && missingStatus.has(error.status);
        const large = error instanceof AnswerTooLargeError;
        if (missing === undefined || !(gone || large)) throw large ? tooLarge(who, path, error) : error;
        const text = `${gone ? error.message : tooLarge(who, path, error).message}; ${missing}: not judged`;
        if (!noted.has(missing)) note(text);
        noted.add(missing);
        return undefined;
      }
    },
  };
}

function tooLarge(who: string, path: string, error: unknown): UnexpectedAnswerError {
  const reason = reasonOf(error);
  return new UnexpectedAnswerError(`${who}: the response of /api/v1/${path} is too large: ${reason}`, 0);
}

/** Runs functions, some at a time. */
export function runSome(most: number): Run {
  return async (work) => {
    const left = [...work];
    const worker = async (): Promise<void> => {
      for (let next = left.shift(); next; next = left.shift()) await next();
    };
    await Promise.all(Array.from({ length: Math.min(most, left.length) }, worker));
  };
}
