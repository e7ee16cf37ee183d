// The least that any generator must do: make the objects, stringify them and write the bytes that dashwright writes
// for the same workload. Usage: node floor.js N TEMPLATE OUT, where TEMPLATE is a build of one dashboard.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [count, template, out] = process.argv.slice(2);
const dashboard = JSON.parse(readFileSync(join(template, 'grafana/bench/bench-0.json'), 'utf8'));
const folders = ['grafana/bench', 'prometheus/bench'].map((folder) => join(out, folder));
for (const folder of folders) mkdirSync(folder, { recursive: true });
const ruleFiles = ['alert_rules.yml', 'recording_rules.yml'].map((file) => {
  const [head, ...groups] = readFileSync(join(template, 'prometheus/bench', file), 'utf8').split(
    /(?=^ {2}- name)/m,
  );
  return { file, head, group: groups[0], text: [head] };
});
for (let i = 0; i < Number(count); i++) {
  writeFileSync(join(folders[0], `bench-${i}.json`), `${JSON.stringify(filled(dashboard, i), null, 2)}\n`);
  for (const { text, group } of ruleFiles) text.push(renumber(group, i));
}
for (const { file, text } of ruleFiles) writeFileSync(join(folders[1], file), text.join(''));

/** A new object like the template, with this dashboard's number in its texts. */
function filled(value, i) {
  if (typeof value === 'string') return renumber(value, i);
  if (Array.isArray(value)) return value.map((item) => filled(item, i));
  if (typeof value !== 'object' || value === null) return value;
  const copy = {};
  for (const key in value) copy[key] = filled(value[key], i);
  return copy;
}

function renumber(text, i) {
  return text.replace(/(service-|bench-|Bench |requests_|QueueLong|of service )0/g, `$1${i}`);
}
