import { catalog, gauge } from 'dashwright';
import { cases } from '../../support.js';

const help = 'What is measured.';

export default cases('catalog/name', {
  trips: {
    'a space': {
      given: { metrics: catalog({ 'a b': gauge({ help }) }) },
      says: '"a b"',
      path: 'shop/metrics/a b',
    },
    'a digit in front': { given: { metrics: catalog({ '1a': gauge({ help }) }) }, says: '"1a"' },
    'a label with a dot': {
      given: { metrics: catalog({ a: gauge({ help, labels: { 'b.c': ['x'] } }) }) },
      says: '"b.c"',
    },
    'a label of the targets': {
      given: { metrics: catalog({ a: gauge({ help }) }, { targetLabels: ['k8s.pod'] }) },
      says: '"k8s.pod"',
    },
  },
  silent: {
    'plain names': { given: { metrics: catalog({ 'a:b_1': gauge({ help, labels: { c_1: ['x'] } }) }) } },
    'where the settings allow them': {
      given: { metrics: catalog({ 'a b': gauge({ help }) }) },
      options: { utf8Names: true },
    },
  },
});
