import { languageOfPlugin } from '../../grafana/index.js';
import { type Code, call, data, literal, member, name, object, textCode } from '../code/code.js';
import { pluginOfReference } from '../grafana/default-sources.js';
import { annotationColor } from '../grafana/normal.js';
import { prepareExpressions } from '../promql/prepare.js';
import { listOf, type Plain, plain } from '../read/plain.js';
import { type QueryContext, sourceCode, unusual } from './queries.js';

/** An annotation as code. @param json What its options do not say, once that is known */
export function annotationCode(
  annotation: Plain,
  context: Pick<QueryContext, 'dashboard' | 'sources' | 'usual' | 'engine' | 'signals'>,
  json: Plain | undefined,
): Code {
  const plugin = pluginOfReference(annotation.datasource, context.dashboard);
  const language = plugin === undefined ? undefined : languageOfPlugin(plugin);
  const common = {
    name: literal(typeof annotation.name === 'string' ? annotation.name : ''),
    color: literal(typeof annotation.iconColor === 'string' ? annotation.iconColor : annotationColor),
    enabled: annotation.enable === false ? literal(false) : undefined,
    hide: annotation.hide === true ? literal(true) : undefined,
  };
  const rest = json && data(json);
  const of = (kind: string, options: Readonly<Record<string, Code | undefined>>): Code =>
    call(member(name('annotation'), kind), object({ ...common, ...options, json: rest }));
  const source = sourceCode(annotation.datasource, context);
  const expr = typeof annotation.expr === 'string' ? annotation.expr.trim() : '';
  const texts = {
    title: textCode(annotation.titleFormat),
    text: textCode(annotation.textFormat),
    tags: tagsCode(annotation.tagKeys),
  };
  if (language === 'promql' && expr !== '' && source) {
    const [prepared] = context.engine ? prepareExpressions([expr], context.engine) : [];
    const written = prepared && context.signals?.expression(prepared);
    // The window of an annotation is its own.
    if (prepared && written && (!written.typed || prepared.auto === undefined))
      return of('query', {
        expr: written.code,
        ...texts,
        step: textCode(annotation.step),
        useValueForTime: annotation.useValueForTime === true ? literal(true) : undefined,
        source: unusual(source, context.usual),
      });
    if (prepared || !context.engine)
      return of('query', {
        expr: { kind: 'template', tag: 'promql', text: expr },
        ...texts,
        step: textCode(annotation.step),
        source: unusual(source, context.usual),
      });
  }
  if (language === 'logql' && expr !== '' && source)
    return of('logs', { expr: literal(expr), ...texts, source: unusual(source, context.usual) });
  if (plugin === 'grafana' || plain(annotation.datasource).uid === '-- Grafana --') {
    const target = plain(annotation.target);
    const tags = listOf(target.tags ?? annotation.tags).map(String);
    return of('grafana', {
      tags: tags.length > 0 ? data(tags) : undefined,
      matchAny: (target.matchAny ?? annotation.matchAny) === true ? literal(true) : undefined,
      limit: typeof target.limit === 'number' && target.limit > 0 ? literal(target.limit) : undefined,
    });
  }
  const {
    name: _name,
    iconColor: _color,
    enable: _enable,
    hide: _hide,
    datasource: _source,
    ...others
  } = annotation;
  if (source)
    return call(
      member(name('annotation'), 'raw'),
      object({ ...common, source, json: data({ ...others, ...json }) }),
    );
  return call(
    member(name('annotation'), 'raw'),
    object({
      ...common,
      // One that nobody knows, as of a variable that is gone: it stands in json.
      source: context.sources.fixed(plugin ?? 'datasource', fixedUid(annotation.datasource)),
      json: data({ ...others, ...json }),
    }),
  );
}

function fixedUid(reference: unknown): string {
  const { uid } = plain(reference);
  return typeof uid === 'string' && uid !== '' && !/\$|\[\[/.test(uid) ? uid : 'default';
}

function tagsCode(value: unknown): Code | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  const tags = value.split(',');
  return tags.every((tag) => tag !== '' && tag.trim() === tag && !/\s/.test(tag[0] ?? ' '))
    ? data(tags)
    : undefined;
}
