/** What most rules add: shared, for there are tens of thousands of them. */
export const noLabels: Readonly<Record<string, never>> = {};
