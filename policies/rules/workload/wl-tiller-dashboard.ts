import { asOf, retiredSoftware } from "../../data/retiredSoftware";
import { commandWords } from "../../model/commandWords";
import type { ContainerView } from "../../model/containerView";
import { undecided, violation, type Outcome } from "../../outcome";
import { defineRule } from "../../rule";

export const wlTillerDashboard = defineRule({
    id: "wl-tiller-dashboard",
    group: "workload",
    severity: "high",
    since: "0.1.0",
    frameworks: [{ name: "NSA" }],
    rivals: {
        checkov: ["CKV_K8S_159", "CKV_K8S_33", "CKV_K8S_34", "CKV_K8S_44", "CKV_K8S_45"],
        kubescape: ["C-0014", "C-0292"],
        kyverno: ["disallow-helm-tiller"],
        trivy: ["KSV-0102"],
    },
    target: "container",
    roles: ["main", "sidecar", "init", "ephemeral"],
    title: "No retired platform software runs",
    why: "it has rights over the whole cluster, and nobody mends its holes any more",
    details: `Known by the end of the image's repository (as of ${asOf}): Tiller, Kubernetes Dashboard, ingress-nginx. A mirror keeps the last
parts of the name, so that it is found under another registry too.

git-sync is found where its settings name another program than git (\`GITSYNC_GIT\`, in version 3 \`GIT_SYNC_GIT\`, and \`--git\` in \`command\` or \`args\`): what is written there runs with
the pod's rights, so that a change of a setting is a change of the program.`,
    fix: "replace it by what its project names as its successor (Helm 3, Headlamp, a Gateway API controller)",
    laws: { anyContainer: true },
    *check(container) {
        const image = container.get("image");
        if (image.isUnknown) {
            yield undecided(image);
            return;
        }
        const name = `/${container.image?.repository ?? ""}`;
        const retired = retiredSoftware.find(({ repository }) =>
            name.endsWith(repository.startsWith("/") ? repository : `/${repository}`),
        );
        if (retired !== undefined) {
            yield violation(image, `the image is ${retired.what} (as of ${asOf})`);
        }
        if (name.endsWith("/git-sync")) {
            yield* otherGit(container);
        }
    },
});

function* otherGit(container: ContainerView): Iterable<Outcome> {
    const env = container.get("env");
    const words = commandWords(container);
    const places = [env, ...words, ...env.items().map((one) => one.get("name"))];
    yield* places.filter((value) => value.isUnknown).map((value) => undecided(value));
    const variable = env
        .items()
        .find((one) => ["GITSYNC_GIT", "GIT_SYNC_GIT"].includes(one.get("name").string() ?? ""));
    const word = words.find((one) => /^--?git(=|$)/.test(one.string() ?? ""));
    for (const place of [variable, word]) {
        if (place !== undefined) {
            yield violation(place, "git-sync runs another program than git");
        }
    }
}
