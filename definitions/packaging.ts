// Metadata of the charts of these bundles, which one team maintains in one repository.
import type { PackageChange, Packaging } from 'dashwright';

/** A rising and falling line on a dark background: an SVG of 64 by 64 pixels. */
const icon =
  'data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9IjAgMCA2NCA2NCI+PHJlY3Qgd2lkdGg9IjY0IiBoZWlnaHQ9IjY0IiByeD0iMTIiIGZpbGw9IiMxZjI5MzciLz48cGF0aCBkPSJNMTAgNDJoMTBsNi0yMiAxMCAzMCA3LTIwIDQgMTJoNyIgZmlsbD0ibm9uZSIgc3Ryb2tlPSIjMzRkMzk5IiBzdHJva2Utd2lkdGg9IjUiIHN0cm9rZS1saW5lY2FwPSJyb3VuZCIgc3Ryb2tlLWxpbmVqb2luPSJyb3VuZCIvPjwvc3ZnPg==';

/** @param changes What is new in the version of the bundle. */
export function packaging(...changes: readonly PackageChange[]): Packaging {
  return {
    home: 'https://git.example.com/observability/monitoring',
    sources: ['https://git.example.com/observability/monitoring'],
    icon,
    license: 'Apache-2.0',
    maintainers: [{ name: 'Observability', url: 'https://git.example.com/observability' }],
    keywords: ['kube-prometheus-stack', 'runbooks', 'slo'],
    links: [
      { name: 'Dashboards', url: 'https://grafana.example.com' },
      { name: 'Runbooks', url: 'https://runbooks.example.com' },
    ],
    changes,
    registry: 'oci://registry.example.com/charts',
  };
}
