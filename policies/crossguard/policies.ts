import type { Policies, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { coverageRuleId } from "../coverage";
import { GoldenGate } from "../goldenGate";
import { concerns, judgeResource, judgeSet } from "../judge";
import type { PolicyOptions } from "../options";
import { applyPatches } from "../patch";
import { profilesOf } from "../profiles";
import { remediation } from "../remediate";
import type { Rule } from "../rule";
import { rules as builtIn } from "../rules";
import { rawProperties } from "./markers";
import { configuredRule, policyMetadata } from "./metadata";
import { hygienePolicy, type PackWaivers } from "./packWaivers";
import { say } from "./say";
import { UnknownTally } from "./unknownTally";
import { Views } from "./views";

/** What the policies of one pack share. */
interface Shared {
    options: PolicyOptions;
    rules: readonly Rule[];
    views: Views;
    /** Knows the components that were registered before their children. */
    gate: GoldenGate;
    tally: UnknownTally;
    waivers: PackWaivers | undefined;
}

/**
 * One CrossGuard policy per rule of the profile, for a pack of one's own:
 * `new PolicyPack("acme", { policies: crossguardPolicies({ tier: "prod" }) })`. The rule that speaks of what isn't known
 * yet is always among them, as the last: it also sums up which mandatory rules could not answer.
 *
 * @param rules Default: all rules of this package; a platform team adds its own.
 * @param waivers From `packWaivers`; default none.
 */
export function crossguardPolicies(
    options: PolicyOptions,
    rules: readonly Rule[] = builtIn,
    waivers?: PackWaivers,
): Policies {
    const profile = options.profile ?? "golden";
    const shared = { options, rules, views: new Views(), gate: new GoldenGate(), tally: new UnknownTally(), waivers };
    const chosen = rules.filter((rule) => rule.adapters.includes("pulumi") && profilesOf(rule).includes(profile));
    const coverage = rules.filter(({ id }) => id === coverageRuleId);
    return [
        ...chosen
            .filter(({ id }) => id !== coverageRuleId)
            .map((rule) => (rule.target === "set" ? stackPolicy(rule, shared) : resourcePolicy(rule, shared))),
        ...coverage.map((rule) => coveragePolicy(rule, shared)),
        ...hygienePolicy(waivers),
    ];
}

function resourcePolicy(rule: Rule, shared: Shared): ResourceValidationPolicy {
    const { options, rules, views, gate, tally, waivers } = shared;
    const configured = configuredRule(rule, options, rules);
    const concerned = new Map<string, boolean>();
    return {
        ...policyMetadata(rule, options),
        validateResource(args, report) {
            views.keepComponent(args);
            if (concerned.get(args.type) === false) {
                return; // the type alone says that the rule has nothing to say: nothing of the resource is read
            }
            const view = views.of(args);
            const concerning = concerns(rule, view);
            concerned.set(args.type, concerning);
            const config = concerning ? configured(args.getConfig()) : undefined;
            if (config !== undefined) {
                const verdict = gate.pass(rule, judgeResource(config.selected, view), view);
                tally.add(config, verdict);
                say(report, config, verdict, view, waivers);
            }
        },
        ...(rule.target === "set" || rule.remediate === undefined
            ? {}
            : {
                  // Only called where somebody configured the level `remediate`.
                  remediateResource(args) {
                      const config = configured(args.getConfig());
                      const patches = config === undefined ? [] : remediation(config.selected, new Views().of(args));
                      return applyPatches(rawProperties(args.props), patches) > 0 ? args.props : undefined;
                  },
              }),
    };
}

function stackPolicy(rule: Rule, { options, rules, views, gate, tally, waivers }: Shared): StackValidationPolicy {
    const configured = configuredRule(rule, options, rules);
    return {
        ...policyMetadata(rule, options),
        validateStack(args, report) {
            const config = configured(args.getConfig());
            if (config !== undefined) {
                const said = judgeSet(config.selected, views.ofStack(args.resources));
                const verdict = gate.withFolded(rule, gate.pass(rule, said));
                tally.add(config, verdict);
                say(report, config, verdict, undefined, waivers);
            }
        },
    };
}

/** Says once per object what is wholly unknown, and at the end which mandatory rules could not answer because of that. */
function coveragePolicy(rule: Rule, { options, rules, views, tally }: Shared): StackValidationPolicy {
    const configured = configuredRule(rule, options, rules);
    return {
        ...policyMetadata(rule, options),
        validateStack(args, report) {
            const config = configured(args.getConfig());
            for (const view of config === undefined ? [] : views.ofStack(args.resources).resources) {
                say(report, config!, judgeResource(config!.selected, view), view);
            }
            const summary = tally.summary();
            if (summary !== undefined) {
                report(summary);
            }
        },
    };
}
