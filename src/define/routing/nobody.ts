/** Name of the receiver without integrations, as in kube-prometheus: for alerts that belong to no bundle. */
export const nobody = 'null';
