import { setFlagsFromString } from 'node:v8';

// Optimised code pays off in long runs. A build ends before that, so functions must run some thirty times as often
// before V8 optimises them. Without this flag, building all bundles of the repository from nothing takes 1.2 times the
// CPU time, which is more than `npm run bench` allows. V8 has changed the name of the flag once, and prints a warning
// for an unknown one: it is set only for the releases with which it was tried.
const optimiseLater = {
  20: '--interrupt-budget=2000000',
  22: '--invocation-count-for-turbofan=100000',
  24: '--invocation-count-for-turbofan=100000',
  26: '--invocation-count-for-turbofan=100000',
};
const flag = optimiseLater[process.versions.node.split('.')[0]];
if (flag) setFlagsFromString(flag);
