import { type Profiler, Session } from 'node:inspector';

/** A position in a script; line and column count from 1. */
export interface ScriptPosition {
  readonly line: number;
  readonly column: number;
}

/**
 * Runs code that does not end until it is stopped, and returns the line where it spends its time: the one that V8's
 * profiler sampled most often in the last function.
 *
 * @param run must return, for example because of a time limit
 * @param code text of the script
 */
export function busiestLine(run: () => void, script: string, code: string): ScriptPosition | undefined {
  const session = new Session();
  session.connect();
  let found: ScriptPosition | undefined;
  try {
    session.post('Profiler.enable');
    session.post('Profiler.start');
    run();
    session.post('Profiler.stop', (error, { profile }) => {
      if (!error) found = positionIn(profile, script, code);
    });
  } finally {
    session.disconnect();
  }
  return found;
}

function positionIn(
  { nodes, samples = [] }: Profiler.Profile,
  script: string,
  code: string,
): ScriptPosition | undefined {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(
    nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)),
  );
  for (const sample of [...samples].reverse()) {
    // From a function of the library up to the definition that called it.
    for (let id: number | undefined = sample; id !== undefined; id = parents.get(id)) {
      const node = byId.get(id);
      if (!node || node.callFrame.url !== script) continue;
      const [most] = [...(node.positionTicks ?? [])].sort((a, b) => b.ticks - a.ticks);
      const line = most?.line ?? node.callFrame.lineNumber + 1;
      const text = code.split('\n')[line - 1] ?? '';
      return { line, column: Math.max(text.search(/\S/), 0) + 1 };
    }
  }
  return undefined;
}
