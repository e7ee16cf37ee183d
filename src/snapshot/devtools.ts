import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { Mistake } from '../errors/mistake.js';

/** The browser did not start, ended too early, or refused what it was asked. */
export class BrowserError extends Mistake {}

/** A tab of a browser, as the DevTools protocol controls it. */
export interface Tab {
  /** Sends a command of the protocol, such as `Page.navigate`, and gives its result. */
  send(method: string, parameters?: object): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

/** What makes pictures the same each time: no hinting, no colours of subpixels, the colours of sRGB. */
const flags = [
  '--headless',
  '--remote-debugging-pipe',
  '--disable-gpu',
  '--hide-scrollbars',
  '--force-color-profile=srgb',
  '--font-render-hinting=none',
  '--disable-lcd-text',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-extensions',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
  '--mute-audio',
];

interface Answer {
  readonly id?: number;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

interface Asked {
  readonly answered: (result: Record<string, unknown>) => void;
  readonly failed: (error: Error) => void;
}

/**
 * Starts a browser with a profile of its own, which is removed at the end, and opens a tab. It is spoken to through
 * pipes: no port is opened.
 *
 * @throws BrowserError when it does not start
 */
export async function openTab(browser: string): Promise<Tab> {
  const profile = mkdtempSync(join(tmpdir(), 'dashwright-browser-'));
  // Root cannot have the sandbox; only the page of the preview is opened.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(browser, [...flags, ...asRoot, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  });
  const toBrowser = child.stdio[3] as Writable;
  const fromBrowser = child.stdio[4] as Readable;
  const waiting = new Map<number, Asked>();
  let said = '';
  let ended: string | undefined;
  const end = (reason: string): void => {
    ended ??= reason;
    for (const { failed } of waiting.values()) failed(new BrowserError(`${browser}: ${ended}`));
    waiting.clear();
  };
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000);
  });
  const gone = new Promise<void>((resolve) => {
    child.on('error', (error) => {
      end(error.message);
      resolve();
    });
    child.on('exit', (code, signal) => {
      end(`it ended with ${signal ?? `code ${code}`}\n${said.trim()}`);
      resolve();
    });
  });
  toBrowser.on('error', () => undefined);
  readMessages(fromBrowser, ({ id, result, error }) => {
    const asked = id === undefined ? undefined : waiting.get(id);
    if (id === undefined || !asked) return;
    waiting.delete(id);
    if (error) asked.failed(new BrowserError(`${browser}: ${error.message}`));
    else asked.answered(result ?? {});
  });
  let last = 0;
  const send = (method: string, params: object, sessionId?: string): Promise<Record<string, unknown>> =>
    new Promise((answered, failed) => {
      if (ended !== undefined) return failed(new BrowserError(`${browser}: ${ended}`));
      last += 1;
      waiting.set(last, { answered, failed });
      toBrowser.write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`);
    });
  const close = async (): Promise<void> => {
    // Asked to close, it ends its helpers too, which write into the profile until they are gone.
    send('Browser.close', {}).catch(() => undefined);
    const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await gone;
    clearTimeout(timer);
    try {
      rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    } catch {
      // A helper that outlives the browser keeps its files: the system empties its folder of temporary files.
    }
  };
  try {
    const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
    return { send: (method, params = {}) => send(method, params, String(sessionId)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Messages are JSON that ends with a zero byte. */
function readMessages(stream: Readable, read: (message: Answer) => void): void {
  let pending: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => {
    let rest = chunk;
    for (let at = rest.indexOf(0); at >= 0; at = rest.indexOf(0)) {
      read(JSON.parse(Buffer.concat([...pending, rest.subarray(0, at)]).toString('utf8')));
      pending = [];
      rest = rest.subarray(at + 1);
    }
    if (rest.length > 0) pending.push(rest);
  });
}
