import type { Streams } from "./output";
import { policyCheck } from "./policyCheck";
import { policyExplain } from "./policyExplain";
import { policyCheckHelp, policyExplainHelp, policyHelp, policyRulesHelp, policyTestHelp } from "./policyHelp";
import { policyRules } from "./policyRules";
import { policyTest } from "./policyTest";
import { runSubcommand } from "./subcommand";

const subcommands = {
    check: { help: policyCheckHelp, run: policyCheck },
    rules: { help: policyRulesHelp, run: policyRules },
    explain: { help: policyExplainHelp, run: policyExplain },
    test: { help: policyTestHelp, run: policyTest },
};

/** `waymark policy`: one of its subcommands. */
export function policy(argv: readonly string[], streams: Streams): number {
    return runSubcommand("policy", { help: policyHelp, subcommands }, argv, streams);
}
