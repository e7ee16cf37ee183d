export const uid: string;
export function writeThirtyPanels(definitions: string): void;
