/** Name of the receiver that tells nobody, as in kube-prometheus: of alerts that are of no bundle. */
export const nobody = 'null';
