import { set } from "../../patch";
import { defineRule } from "../../rule";
import { all, holds, violationIf, any, not, type Truth } from "../../truth";
import type { PodView } from "../../model/podView";

export const relDnsNdots = defineRule({
    id: "rel-dns-ndots",
    group: "reliability",
    severity: "info",
    since: "0.1.0",
    rivals: {
        "kube-linter": ["dnsconfig-options"],
        kyverno: ["add-ndots", "dns-policy-and-dns-config"],
    },
    target: "pod",
    optIn: true,
    title: "Pods say how many dots make a name a full one",
    why: "with the default of 5 a lookup of an outside name first asks for three or more names that there aren't",
    details: `Asks for an option \`ndots\` in \`dnsConfig.options\`. Only in profile \`all\`, and info: a low \`ndots\` breaks short
names such as \`service.namespace.svc\`, so it is a choice.

* Pods with \`dnsPolicy: Default\` or \`None\` have no search list of the cluster and pass. So do those on the network of
  the host, unless they ask for it with \`dnsPolicy: ClusterFirstWithHostNet\`.
* A remediation sets \`2\` where there are no other options; into a list of them a person has to write it.`,
    fix: 'set dnsConfig.options: [{ name: ndots, value: "2" }]',
    *check(pod) {
        const options = pod.get("dnsConfig", "options");
        yield* pod.partial ? [] : violationIf(asksOften(pod), options, "no ndots");
    },
    *remediate(pod) {
        const others = pod.get("dnsConfig", "options").items().length;
        if (!pod.partial && pod.spec.isMap && others === 0 && asksOften(pod) === true) {
            const options = pod.get("dnsConfig", "options");
            const entry = { name: "ndots", value: "2" };
            yield set(options, [entry]);
        }
    },
});

function asksOften(pod: PodView): Truth {
    const [options, dnsPolicy] = [pod.get("dnsConfig", "options"), pod.get("dnsPolicy")];
    const named = options.items().map((option) => holds(option.get("name"), (name) => name.string() === "ndots"));
    return all(
        holds(dnsPolicy, (policy) => !["Default", "None"].includes(policy.string() ?? "")),
        any(
            holds(pod.get("hostNetwork"), (host) => host.boolean() !== true),
            holds(dnsPolicy, (policy) => policy.string() === "ClusterFirstWithHostNet"),
        ),
        holds(options, () => true),
        not(any(...named)),
    );
}
