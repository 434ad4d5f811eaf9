// Mocha's spec reporter, with the one line at the end that CI reads.
"use strict";
const { reporters } = require("mocha");

class SummaryReporter extends reporters.Spec {
    epilogue() {
        super.epilogue();
        const { passes, failures, pending } = this.stats;
        process.on("exit", () => {
            console.log(`${passes} passed, ${failures} failed, ${pending} skipped`);
        });
    }
}

module.exports = SummaryReporter;
