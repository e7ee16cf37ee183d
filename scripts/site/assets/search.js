// Searches titles, headings and first paragraphs, in the browser only.
const { up } = document.documentElement.dataset;
const field = document.getElementById('search');
const list = document.getElementById('found');
let index;

field.addEventListener('input', () => {
  index ??= window.MiniSearch.loadJSON(window.searchIndex, {
    fields: ['title', 'headings', 'about'],
    storeFields: ['title', 'about'],
  });
  const found = index.search(field.value, { prefix: true, fuzzy: 0.2, boost: { title: 3 } }).slice(0, 10);
  list.replaceChildren(
    ...found.map(({ id, title, about }) => {
      const item = document.createElement('li');
      const link = document.createElement('a');
      const text = document.createElement('small');
      link.href = up + id;
      link.textContent = title;
      text.textContent = about;
      item.append(link, text);
      return item;
    }),
  );
  list.hidden = found.length === 0;
});
field.addEventListener('keydown', ({ key }) => {
  if (key === 'Enter') list.querySelector('a')?.click();
  if (key === 'Escape') list.hidden = true;
});
