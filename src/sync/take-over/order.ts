import type { Edit, Source, SyntaxNode } from '../../edit/index.js';

/** Puts items of a list, with the comments above them, into an order: each into the place of another one. */
export function reordered(source: Source, items: readonly SyntaxNode[]): Edit | undefined {
  const slots = items.map((item) => slotOf(source, item));
  const places = [...slots].sort((a, b) => a.from - b.from);
  const [first, last] = [places[0], places.at(-1)];
  if (!first || !last) return undefined;
  const text = places
    .map((place, index) => {
      const next = places[index + 1];
      const slot = slots[index] ?? place;
      return source.text.slice(slot.from, slot.to) + source.text.slice(place.to, next?.from ?? last.to);
    })
    .join('');
  return { from: first.from, to: last.to, text };
}

/** An item of a list with what stands before it since the comma of the former one, but for blanks on its line. */
function slotOf({ text }: Source, item: SyntaxNode): { readonly from: number; readonly to: number } {
  let previous = item.prevSibling;
  while (previous && previous.name !== ',' && previous.name !== '[') previous = previous.prevSibling;
  const from = previous?.to ?? item.from;
  return { from: /^ *$/.test(text.slice(from, item.from)) ? item.from : from, to: item.to };
}
