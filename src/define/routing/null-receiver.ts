/** Name of the receiver without integrations, as in kube-prometheus, for alerts of other bundles. */
export const nullReceiver = 'null';
