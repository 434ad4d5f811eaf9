import { undecided, violation } from "../../outcome";
import { defineRule } from "../../rule";

export const platContainerDatabase = defineRule({
    id: "plat-container-database",
    group: "governance",
    target: "object",
    kinds: ["StatefulSet"],
    title: "Databases outside dev are managed ones",
    severity: "medium",
    levels: { dev: "advisory", staging: "advisory", prod: "advisory" },
    since: "0.1.0",
    adapters: ["manifests", "pulumi"],
    frameworks: [],
    why: "one pod with one volume has no backup, no failover and no one who patches it",
    details: `A database that \`PostgresDatabase\`, or a resource type such as \`mysql\`, runs as a container in the cluster, in tier
staging or prod. It is known by the labels that the component sets: \`app.kubernetes.io/component: database\`, \`waymark.dev/backend: container\` and
\`waymark.dev/tier\`. In dev it is what one wants. Always advisory.`,
    fix: "run the database on a managed service, or make sure that somebody backs this one up",
    waivable: true,
    *check(object) {
        const facts = [
            { label: object.label("app.kubernetes.io/component"), wanted: ["database"] },
            { label: object.label("waymark.dev/backend"), wanted: ["container"] },
            { label: object.label("waymark.dev/tier"), wanted: ["staging", "prod"] },
        ];
        if (facts.some(({ label, wanted }) => !label.isUnknown && !wanted.includes(label.string() ?? ""))) {
            return;
        }
        const unknown = facts.filter(({ label }) => label.isUnknown);
        yield* unknown.map(({ label }) => undecided(label));
        if (unknown.length === 0) {
            yield violation(object.label("waymark.dev/backend"), "a database outside dev runs as a container");
        }
    },
});
