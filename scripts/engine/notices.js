// Collects the licence and notice texts of everything that is linked into the engine.
// Usage: notices.js GO_MODULE_FOLDER OUTPUT_FILE
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, output] = process.argv.slice(2);
const go = (...args) =>
  execFileSync('go', args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 26 }).trim();

/** Modules that packages of the engine come from, without our own stand-ins. */
const template =
  '{{with .Module}}{{if not (or .Main .Replace)}}{{.Path}}|{{.Version}}|{{.Dir}}{{end}}{{end}}';
const modules = [...new Set(go('list', '-deps', '-f', template, '.').split('\n'))].filter(Boolean).sort();

const parts = [
  'The engine (engine.wasm.br) contains the software listed here, compiled from its unmodified sources except that the',
  'import of one package is rewritten (see scripts/engine/generate.sh). wasm_exec.js is part of Go.',
];
for (const module of modules) {
  const [path, version, directory] = module.split('|');
  parts.push(...section(`${path} ${version}`, directory));
}
parts.push(...section(`Go standard library and runtime ${go('env', 'GOVERSION')}`, go('env', 'GOROOT')));
writeFileSync(output, `${parts.join('\n')}\n`);

function section(title, directory) {
  const files = readdirSync(directory)
    .filter((name) => /^(licen[cs]e|notice|copying|patents)/i.test(name))
    .sort();
  if (files.length === 0) throw new Error(`no licence found for ${title}`);
  const lines = ['', '='.repeat(80), title];
  for (const file of files) {
    lines.push(
      '-'.repeat(80),
      file,
      '',
      readFileSync(join(directory, file), 'utf8').replaceAll('\r', '').trimEnd(),
    );
  }
  return lines;
}
