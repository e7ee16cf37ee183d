import Slugger from 'github-slugger';
import highlight from 'highlight.js';
import MarkdownIt from 'markdown-it';

const markdown = new MarkdownIt({ html: true, highlight: highlighted });

/** Languages that are highlighted as a similar one. */
const similar = { promql: 'sql', jsonnet: 'javascript', hcl: 'ini' };

/** Highlighted code; diagrams are drawn in the browser. */
function highlighted(code, language) {
  const known = similar[language] ?? language;
  return highlight.getLanguage(known)
    ? highlight.highlight(code, { language: known, ignoreIllegals: true }).value
    : '';
}

const fence = markdown.renderer.rules.fence;
markdown.renderer.rules.fence = (tokens, index, ...rest) =>
  tokens[index].info.trim() === 'mermaid'
    ? `<pre class="mermaid">${markdown.utils.escapeHtml(tokens[index].content)}</pre>`
    : fence(tokens, index, ...rest);

/** A page: HTML with anchors as on Git hosts, title, headings, anchors and first paragraph. */
export function readPage(path, text) {
  const slugs = new Slugger();
  const tokens = markdown.parse(text, {});
  const anchors = new Set();
  const headings = [];
  let about = '';
  tokens.forEach((token, index) => {
    const next = tokens[index + 1];
    if (token.type === 'heading_open') {
      const words = textOf(next);
      const slug = slugs.slug(words);
      token.attrSet('id', slug);
      anchors.add(slug);
      headings.push(words);
    }
    if (token.type === 'paragraph_open' && about === '') about = textOf(next).slice(0, 200);
  });
  const html = markdown.renderer.render(tokens, markdown.options, {});
  for (const [, id] of html.matchAll(/<a id="([^"]+)"/g)) anchors.add(id);
  return { title: headings[0] ?? path, headings: headings.slice(1), about, anchors, html };
}

function textOf({ children }) {
  return children
    .map(({ type, content }) => (type === 'softbreak' ? ' ' : type === 'html_inline' ? '' : content))
    .join('');
}
