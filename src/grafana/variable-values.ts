// Names in dashboards of version v2 for the numbers in classic JSON: the number is the index.

/** `hide` of a variable. */
export const hidesOfV2 = ['dontHide', 'hideLabel', 'hideVariable', 'inControlsMenu'] as const;
/** `refresh` of a variable. */
export const refreshesOfV2 = ['never', 'onDashboardLoad', 'onTimeRangeChanged'] as const;
/** `sort` of a variable. */
export const sortsOfV2 = [
  'disabled',
  'alphabeticalAsc',
  'alphabeticalDesc',
  'numericalAsc',
  'numericalDesc',
  'alphabeticalCaseInsensitiveAsc',
  'alphabeticalCaseInsensitiveDesc',
  'naturalAsc',
  'naturalDesc',
] as const;
