import type {
    Policies,
    PolicyResourceOptions,
    ReportViolation,
    ResourceValidationPolicy,
    StackValidationPolicy,
} from "@pulumi/policy";
import { toFindings, toUnknown, ruleErrorId } from "../findings";
import { concerns, judgeResource, judgeSet, type Verdict } from "../judge";
import { formatFindings, formatUnknown } from "../message";
import { toView } from "../model/kubeObject";
import type { ResourceView } from "../model/resourceView";
import { SetView } from "../model/setView";
import type { PolicyOptions } from "../options";
import { profilesOf } from "../profiles";
import type { PolicyResource } from "../resource";
import type { Rule } from "../rule";
import { rules as builtIn } from "../rules";
import { configuredRule, policyMetadata, type RuleConfig } from "./metadata";
import { withMarkers } from "./markers";

/**
 * One CrossGuard policy per rule of the profile, for a pack of one's own:
 * `new PolicyPack("acme", { policies: crossguardPolicies({ tier: "prod" }) })`.
 *
 * @param rules Default: all rules of this package; a platform team adds its own.
 */
export function crossguardPolicies(options: PolicyOptions, rules: readonly Rule[] = builtIn): Policies {
    const profile = options.profile ?? "golden";
    return rules
        .filter((rule) => rule.adapters.includes("pulumi") && profilesOf(rule).includes(profile))
        .map((rule) =>
            rule.target === "set" ? stackPolicy(rule, options, rules) : resourcePolicy(rule, options, rules),
        );
}

function resourcePolicy(rule: Rule, options: PolicyOptions, rules: readonly Rule[]): ResourceValidationPolicy {
    const configured = configuredRule(rule, options, rules);
    const concerned = new Map<string, boolean>();
    return {
        ...policyMetadata(rule, options),
        validateResource(args, report) {
            const { type, urn, name, props, opts } = args;
            const config = configured(args.getConfig());
            if (config === undefined || concerned.get(type) === false) {
                return; // the type alone says that the rule has nothing to say: nothing of the resource is read
            }
            const view = toView({ type, urn, name, ...ofOptions(opts), inputs: withMarkers(props) });
            const concerning = concerns(rule, view);
            concerned.set(type, concerning);
            if (concerning) {
                say(report, config, judgeResource(config.selected, view), view);
            }
        },
    };
}

function stackPolicy(rule: Rule, options: PolicyOptions, rules: readonly Rule[]): StackValidationPolicy {
    const configured = configuredRule(rule, options, rules);
    return {
        ...policyMetadata(rule, options),
        validateStack(args, report) {
            const config = configured(args.getConfig());
            if (config === undefined) {
                return;
            }
            const views = args.resources
                .map(({ type, urn, name, opts, props, propertyDependencies, parent }): PolicyResource => {
                    const dependencies = Object.entries(propertyDependencies).map(([key, on]) => [
                        key,
                        on.map((one) => one.urn),
                    ]);
                    return {
                        type,
                        urn,
                        name,
                        ...ofOptions(opts),
                        parent: parent?.urn ?? opts.parent,
                        inputs: withMarkers(props),
                        propertyDependencies: Object.fromEntries(dependencies) as Record<string, string[]>,
                    };
                })
                .map(toView);
            say(report, config, judgeSet(config.selected, new SetView(views)));
        },
    };
}

/** What rules ask of a resource's options. */
function ofOptions({ parent, protect, ignoreChanges }: PolicyResourceOptions): Partial<PolicyResource> {
    return { parent, protect, ignoreChanges };
}

/** The SDK's run-time form of a report, which its types don't show: a level of its own for one message. */
type ReportWithLevel = (violation: {
    message: string;
    enforcementLevel?: "advisory" | "mandatory";
    urn?: string;
}) => void;

function say(
    report: ReportViolation,
    { selected, unknown }: RuleConfig,
    verdict: Verdict,
    object?: ResourceView,
): void {
    const { title, why } = selected.rule;
    const reportAt = report as unknown as ReportWithLevel;
    for (const findings of byObject(toFindings(selected, verdict, object))) {
        const [first] = findings;
        const message = formatFindings(findings, why);
        const urn = first!.object.urn ?? undefined;
        if (first!.rule === ruleErrorId) {
            reportAt({ message: `${title}\n${message}`, enforcementLevel: first!.level, urn });
        } else {
            report(message, urn);
        }
    }
    for (const gap of unknown === "ignore" ? [] : toUnknown(selected.rule.id, verdict)) {
        const enforcementLevel = unknown === "mandatory" ? undefined : ("advisory" as const);
        reportAt({ message: `${title}\n${formatUnknown(gap)}`, enforcementLevel, urn: gap.object.urn ?? undefined });
    }
}

/** Findings of one rule, folded per object. */
function byObject<T extends { rule: string; object: { urn: string | null } }>(findings: readonly T[]): T[][] {
    const groups = new Map<string, T[]>();
    for (const finding of findings) {
        const key = `${finding.rule} ${finding.object.urn}`;
        groups.set(key, [...(groups.get(key) ?? []), finding]);
    }
    return [...groups.values()];
}
