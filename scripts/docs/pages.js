// A TypeDoc plugin: pages are named after their concept, `alerts` instead of `api/alerts`.
import { Converter } from 'typedoc';

/** @param {import('typedoc').Application} app */
export function load(app) {
  app.converter.on(Converter.EVENT_CREATE_DECLARATION, (_context, reflection) => {
    if (reflection.parent?.isProject()) reflection.name = reflection.name.replace(/^api\//, '');
  });
}
