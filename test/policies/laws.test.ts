import assert from "node:assert/strict";
import { evaluate, rules, type PolicyResource, type Rule } from "../../policies";
import { KubeObject, toView } from "../../policies/model/kubeObject";
import { knownFixtures, type Fixture } from "./fixtures";
import { wrapped, wrappings } from "./wrappings";

type Body = Record<string, unknown>;

const lists = ["containers", "initContainers", "ephemeralContainers"] as const;
const podLike = new Set(["pod", "container", "podSecurity"]);

/** The pod of a fixture as a Pod of its own, where the fixture is one object with one pod. */
function podIn({ resources }: Fixture): PolicyResource | undefined {
    const [resource, ...others] = resources;
    const view = resource === undefined ? undefined : toView(resource);
    if (others.length > 0 || !(view instanceof KubeObject) || view.partial || view.guessed) {
        return undefined;
    }
    const wrapping = wrappings[view.kind];
    const template = wrapping === undefined ? view.resource.inputs : follow(view.resource.inputs, wrapping.path);
    if (template === undefined || (wrapping === undefined && view.kind !== "Pod")) {
        return undefined;
    }
    const { metadata, spec } = template;
    return { type: "kubernetes:core/v1:Pod", name: "api", inputs: { metadata, spec } };
}

function follow(value: Body, path: readonly string[]): Body | undefined {
    return path.reduce<Body | undefined>((inner, key) => inner?.[key] as Body | undefined, value);
}

/** What a rule says of a resource: container and path within the pod's template. */
function said(rule: Rule, resource: PolicyResource, { options }: Fixture): string[] {
    const { findings, errors } = evaluate([resource], { ...options, rules: [rule.id] });
    assert.deepEqual(errors, []);
    return findings.map(({ container, path }) => `${container} ${path.replace(/^.*?template\./, "")}`).sort();
}

function containersSaid(rule: Rule, resource: PolicyResource, fixture: Fixture): string[] {
    const { findings } = evaluate([resource], { ...fixture.options, rules: [rule.id] });
    return [...new Set(findings.map(({ container }) => container ?? ""))].filter((name) => name !== "").sort();
}

function reversed(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(reversed);
    }
    return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype
        ? Object.fromEntries(
              Object.entries(value)
                  .map(([key, inner]) => [key, reversed(inner)])
                  .reverse(),
          )
        : value;
}

const fixtures = knownFixtures();

describe("laws that every rule keeps", () => {
    for (const rule of rules) {
        it(`${rule.id}: the order of keys makes no difference`, () => {
            for (const { resources, options } of fixtures.filter((one) => one.rule === rule.id)) {
                const turned = resources.map((one) => ({ ...one, inputs: reversed(one.inputs) as Body }));
                assert.deepEqual(evaluate(turned, options).findings, evaluate(resources, options).findings);
            }
        });
    }

    for (const rule of rules.filter((one) => podLike.has(one.target) && !("kinds" in one && one.kinds !== undefined))) {
        it(`${rule.id}: the kind around the pod makes no difference`, () => {
            for (const fixture of fixtures.filter((one) => one.rule === rule.id)) {
                const pod = podIn(fixture);
                for (const kind of pod === undefined ? [] : Object.keys(wrappings)) {
                    assert.deepEqual(said(rule, wrapped(kind, pod!), fixture), said(rule, pod!, fixture), kind);
                }
            }
        });
    }

    const speaksOfPatches = "plat-patch-bypass";
    for (const rule of rules.filter(({ target, id }) => podLike.has(target) && id !== speaksOfPatches)) {
        it(`${rule.id}: a patch is never said more of than the whole`, () => {
            for (const fixture of fixtures.filter((one) => one.rule === rule.id)) {
                const pod = podIn(fixture);
                if (pod !== undefined) {
                    const whole = wrapped("Deployment", pod);
                    const inputs = { kind: "Deployment", ...whole.inputs };
                    const patch = said(rule, { ...whole, type: `${whole.type}Patch`, inputs }, fixture);
                    const all = new Set(said(rule, whole, fixture));
                    patch.forEach((one) => assert.ok(all.has(one), one));
                }
            }
        });
    }

    for (const kind of Object.keys(wrappings)) {
        it(`a ${kind}Patch that sets nothing breaks no rule`, () => {
            const pod = { metadata: {}, spec: { containers: [{ name: "app" }] } };
            const { type, inputs } = wrapped(kind, { type: "", name: "api", inputs: pod });
            const resources = [
                { type: `${type}Patch`, name: "api", inputs: { ...inputs, kind, metadata: { name: "api" } } },
                { type: `${type}Patch`, name: "bare", inputs: { kind, metadata: { name: "bare" } } },
            ];
            const { findings } = evaluate(resources, { tier: "prod", profile: "all" });
            assert.deepEqual(
                findings.filter(({ rule }) => rule !== speaksOfPatches).map(({ rule }) => rule),
                [],
            );
        });
    }
});

describe("laws that rules name", () => {
    for (const rule of rules.filter(({ laws }) => laws.anyContainer === true)) {
        it(`${rule.id}: a container's finding stays when it moves to another list`, () => {
            let moved = 0;
            for (const fixture of fixtures.filter((one) => one.rule === rule.id)) {
                const pod = podIn(fixture);
                const spec = (pod?.inputs["spec"] ?? {}) as Body;
                const containers = lists.flatMap((list) => (spec[list] ?? []) as Body[]);
                for (const list of pod === undefined ? [] : lists) {
                    const none = Object.fromEntries(lists.map((one) => [one, undefined]));
                    const inputs = { ...pod!.inputs, spec: { ...spec, ...none, [list]: containers } };
                    const before = containersSaid(rule, pod!, fixture);
                    assert.deepEqual(
                        containersSaid(rule, { ...pod!, inputs }, fixture),
                        before,
                        `${fixture.file} ${list}`,
                    );
                    moved += before.length;
                }
            }
            assert.ok(moved > 0, "no fixture has a finding about a container");
        });
    }

    for (const rule of rules) {
        for (const field of rule.laws.inherited ?? []) {
            it(`${rule.id}: ${field} may as well stand on the pod`, () => {
                const verdicts = new Set<boolean>();
                for (const fixture of fixtures.filter((one) => one.rule === rule.id)) {
                    const pod = podIn(fixture);
                    const spec = (pod?.inputs["spec"] ?? {}) as Body;
                    for (const value of pod === undefined ? [] : valuesOf(spec, field)) {
                        const on = (onPod: unknown, onContainer: unknown) => {
                            const inputs = { ...pod!.inputs, spec: withField(spec, field, onPod, onContainer) };
                            return said(rule, { ...pod!, inputs }, fixture).length > 0;
                        };
                        assert.equal(on(value, undefined), on(undefined, value), fixture.file);
                        verdicts.add(on(value, undefined));
                    }
                }
                assert.ok(verdicts.has(true), "no fixture sets the field to what breaks the rule");
            });
        }
    }
});

/** Every value that a field of a security context has in a pod. */
function valuesOf(spec: Body, field: string): unknown[] {
    const holders = [spec, ...lists.flatMap((list) => (spec[list] ?? []) as Body[])];
    const values = holders.map((holder) => (holder["securityContext"] as Body | undefined)?.[field]);
    return values.filter((value) => value !== undefined && value !== null);
}

/** The pod with a field on the pod and on every container. */
function withField(spec: Body, field: string, onPod: unknown, onContainer: unknown): Body {
    const set = (holder: Body, value: unknown): Body => ({
        ...holder,
        securityContext: { ...(holder["securityContext"] as Body | undefined), [field]: value },
    });
    const containers = lists.map((list) => [
        list,
        (spec[list] as Body[] | undefined)?.map((container) => set(container, onContainer)),
    ]);
    return { ...set(spec, onPod), ...(Object.fromEntries(containers) as Body) };
}
