/** Escapes text for HTML. */
export function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** A complete page, with relative links to its assets. */
export function layout({ title, nav, html, up, hasDiagram }) {
  return `<!doctype html>
<html lang="en" data-up="${up}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)} · Dashwright</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${up}assets/style.css">
</head>
<body>
<a class="skip" href="#content">To the text</a>
<header><a class="name" href="${up}index.html">Dashwright</a>
<input id="search" type="search" placeholder="Search" aria-label="Search" autocomplete="off"><ol id="found" hidden></ol></header>
<nav aria-label="Pages">
${nav}
</nav>
<main id="content">
${html}
</main>
<script src="${up}assets/minisearch.js"></script>
<script src="${up}assets/index.js"></script>
<script src="${up}assets/search.js"></script>${
    hasDiagram
      ? `\n<script src="${up}assets/mermaid.js"></script>\n<script src="${up}assets/diagram.js"></script>`
      : ''
  }
</body>
</html>
`;
}
