// Collects the licence and notice texts of all modules that are linked into the engines. Usage: notices.js OUTPUT_FILE
// GO_MODULE_FOLDER…
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [output, ...folders] = process.argv.slice(2);
const go = (folder, ...args) =>
  execFileSync('go', args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 26 }).trim();

/** Modules of the packages of the engines, without our own replacements. */
const template =
  '{{with .Module}}{{if not (or .Main .Replace)}}{{.Path}}|{{.Version}}|{{.Dir}}{{end}}{{end}}';
const linked = folders.flatMap((folder) => go(folder, 'list', '-deps', '-f', template, '.').split('\n'));
const modules = [...new Set(linked)].filter(Boolean).sort();

const parts = [
  'The engines (engine.wasm.br, alertmanager.wasm.br) contain the software listed here, compiled from its unmodified',
  'sources except that imports are rewritten and parts are left out (see scripts/engine/generate.sh and',
  'generate-alertmanager.sh). wasm_exec.js is part of Go.',
];
for (const module of modules) {
  const [path, version, directory] = module.split('|');
  parts.push(...section(`${path} ${version}`, directory));
}
parts.push(
  ...section(`Go standard library and runtime ${go('.', 'env', 'GOVERSION')}`, go('.', 'env', 'GOROOT')),
);
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
