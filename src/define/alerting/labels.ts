/** The labels that most rules add, as a shared object: there can be tens of thousands of rules. */
export const noLabels: Readonly<Record<string, never>> = {};
