// Mutation testing of the policy engine: `npm run mutants [FILE...]`. Each mutant is one small change of a source file in
// a copy of the package; tests that pass nonetheless let it survive. Survivors are explained in
// test/policies/mutants.json, others fail the run. Takes minutes to an hour, one mutant at a time.

import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";

const sources = [
    ...["truth", "judge", "evaluate", "selection", "goldenGate", "levels", "profiles"],
    ...["waivers/matching", "waivers/applyWaivers", "waivers/wrongInWaiver"],
].map((name) => `policies/${name}.ts`);
const tests = [
    ...["truth", "selection", "judge", "engine", "packOptions", "goldenGate"].map((name) => `${name}.test.ts`),
    "waivers",
].map((name) => `test/policies/${name}`);
const secondsPerMutant = 120;

const operators = {
    "===": "!==",
    "!==": "===",
    "<": "<=",
    "<=": "<",
    ">": ">=",
    ">=": ">",
    "&&": "||",
    "||": "&&",
    "??": "&&",
    "+": "-",
};

/** Every mutant of a source: where, by what, and the words for it. */
function mutantsOf(file) {
    const text = readFileSync(file, "utf8");
    const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    const found = [];
    const add = (node, by, start = node.getStart()) => {
        const line = text.split("\n")[tree.getLineAndCharacterOfPosition(start).line].trim();
        const mutation = `${text.slice(start, node.end).replace(/\s+/g, " ")} -> ${by.replace(/\s+/g, " ")}`;
        found.push({ file, line, mutation, text: text.slice(0, start) + by + text.slice(node.end) });
    };
    const visit = (node) => {
        if (ts.isTypeNode(node) || ts.isImportDeclaration(node)) {
            return;
        }
        if (ts.isBinaryExpression(node) && operators[node.operatorToken.getText()] !== undefined) {
            add(node.operatorToken, operators[node.operatorToken.getText()]);
        } else if (node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword) {
            add(node, node.kind === ts.SyntaxKind.TrueKeyword ? "false" : "true");
        } else if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
            add(node, node.operand.getText());
        } else if (ts.isConditionalExpression(node)) {
            add(node.condition, `!(${node.condition.getText()})`);
        } else if (ts.isIfStatement(node)) {
            add(node.expression, "false");
        } else if (ts.isPropertyAccessExpression(node) && ["some", "every"].includes(node.name.text)) {
            add(node.name, node.name.text === "some" ? "every" : "some");
        }
        ts.forEachChild(node, visit);
    };
    visit(tree);
    return found;
}

/** A copy of what the tests need, so that a stopped run leaves nothing behind in the sources. */
function copyOfPackage() {
    const copy = mkdtempSync(join(tmpdir(), "waymark-mutants-"));
    const left = new Set(["node_modules", ".git", ".cache", "coverage", "examples"]);
    for (const name of readdirSync(".").filter((entry) => !left.has(entry))) {
        cpSync(name, join(copy, name), { recursive: true });
    }
    symlinkSync(join(process.cwd(), "node_modules"), join(copy, "node_modules"));
    return copy;
}

/** Whether the tests fail; a run that doesn't end counts as failed. */
function isKilled(copy) {
    const mocha = join("node_modules", "mocha", "bin", "mocha.js");
    const { status } = spawnSync(process.execPath, [mocha, "--bail", "--reporter", "dot", ...tests], {
        cwd: copy,
        stdio: "ignore",
        timeout: secondsPerMutant * 1000,
    });
    return status !== 0;
}

const explained = JSON.parse(readFileSync("test/policies/mutants.json", "utf8"));
const isExplained = (mutant) =>
    explained.some(
        ({ file, line, mutation }) => file === mutant.file && line === mutant.line && mutation === mutant.mutation,
    );

const asked = process.argv.slice(2);
const chosen = sources.filter((file) => asked.length === 0 || asked.includes(file));
const copy = copyOfPackage();
const counts = { killed: 0, explained: 0, survived: 0 };
try {
    if (chosen.length === 0 || isKilled(copy)) {
        throw new Error(
            chosen.length === 0 ? `no such source; there are ${sources.join(", ")}` : "the tests fail as is",
        );
    }
    for (const file of chosen) {
        for (const mutant of mutantsOf(file)) {
            writeFileSync(join(copy, file), mutant.text);
            const verdict = isKilled(copy) ? "killed" : isExplained(mutant) ? "explained" : "survived";
            counts[verdict] += 1;
            console.log(`${verdict.padEnd(9)} ${file}: ${mutant.line}   [${mutant.mutation}]`);
        }
        cpSync(file, join(copy, file));
    }
} finally {
    rmSync(copy, { recursive: true, force: true });
}
console.log(`${counts.killed} killed, ${counts.explained} explained, ${counts.survived} survived`);
process.exitCode = counts.survived > 0 ? 1 : 0;
