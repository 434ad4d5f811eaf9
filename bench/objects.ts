import type { PolicyResource } from "../policies";

/** Ten objects of one service: a Deployment of two containers, and others of kinds that rules look at. */
function service(index: number): PolicyResource[] {
    const name = `service-${index}`;
    const namespace = `team-${index % 20}`;
    const labels = { app: name, "app.kubernetes.io/name": name, team: "shop", owner: "shop", environment: "prod" };
    const object = (type: string, suffix: string, body: object): PolicyResource => {
        const full = `kubernetes:${type}`;
        const inputs = { metadata: { name: name + suffix, namespace, labels }, ...body };
        return { urn: `urn:pulumi:prod::bench::${full}::${name}${suffix}`, type: full, name: name + suffix, inputs };
    };
    const env = Array.from({ length: 10 }, (_, at) => ({ name: `SETTING_${at}`, value: `value-${at}` }));
    const securityContext = {
        ...{ runAsNonRoot: true, allowPrivilegeEscalation: false, readOnlyRootFilesystem: true },
        ...{ capabilities: { drop: ["ALL"] }, seccompProfile: { type: "RuntimeDefault" } },
    };
    const resources = { requests: { cpu: "100m", memory: "64Mi" }, limits: { memory: "64Mi" } };
    const probe = { httpGet: { path: "/", port: "http" } };
    const containers = ["app", "helper"].map((container) => ({
        ...{ name: container, image: "registry.example/app:1.0", env, securityContext, resources },
        ...{ ports: [{ name: "http", containerPort: 8080 }], readinessProbe: probe, livenessProbe: probe },
    }));
    const selector = { matchLabels: { app: name } };
    const template = { metadata: { labels }, spec: { containers, volumes: [{ name: "tmp", emptyDir: {} }] } };
    const port = { port: 8080, protocol: "TCP" };
    return [
        object("apps/v1:Deployment", "", { spec: { replicas: 3, selector, template } }),
        object("core/v1:Service", "", { spec: { selector: { app: name }, ports: [{ name: "http", port: 80 }] } }),
        object("core/v1:ServiceAccount", "", { automountServiceAccountToken: false }),
        object("core/v1:ConfigMap", "", { data: { LOG_LEVEL: "info" } }),
        object("policy/v1:PodDisruptionBudget", "", { spec: { selector, maxUnavailable: 1 } }),
        object("autoscaling/v2:HorizontalPodAutoscaler", "", { spec: { minReplicas: 3, maxReplicas: 10 } }),
        ...["", "-to-next", "-dns"].map((suffix) =>
            object("networking.k8s.io/v1:NetworkPolicy", suffix, {
                spec: { podSelector: selector, ingress: [{ from: [{ podSelector: selector }], ports: [port] }] },
            }),
        ),
        object("rbac.authorization.k8s.io/v1:Role", "", {
            rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["get"] }],
        }),
    ];
}

/** The first `count` objects of as many services as that takes. */
export function objects(count: number): PolicyResource[] {
    return Array.from({ length: Math.ceil(count / 10) }, (_, index) => service(index))
        .flat()
        .slice(0, count);
}
