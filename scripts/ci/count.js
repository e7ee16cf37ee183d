// Adds up the results of test runs, and lists failures. Usage: count.js REPORT.json…; a missing report is a failure.
import { readFileSync } from 'node:fs';

let passed = 0;
let failed = 0;
for (const path of process.argv.slice(2)) {
  try {
    const report = JSON.parse(readFileSync(path, 'utf8'));
    passed += report.numPassedTests;
    // A file that cannot be loaded fails without a test; a skipped test counts as a failure.
    const broken = report.testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.length === 0,
    );
    failed += report.numFailedTests + broken.length + report.numPendingTests + report.numTodoTests;
    for (const file of report.testResults) {
      const tests = file.assertionResults.filter(({ status }) => status !== 'passed');
      for (const { status, fullName, failureMessages } of tests) {
        console.log(`${status}: ${file.name}: ${fullName}\n${failureMessages.join('\n').slice(0, 2000)}`);
      }
      if (broken.includes(file)) console.log(`failed: ${file.name}: ${file.message.slice(0, 2000)}`);
    }
  } catch (error) {
    failed += 1;
    console.error(`no test report: ${error.message}`);
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
