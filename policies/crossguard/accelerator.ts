/* eslint-disable @typescript-eslint/no-require-imports -- a function of the module object itself is replaced; an import would give a copy */
import deserialize = require("@pulumi/policy/deserialize");
import server = require("@pulumi/policy/server");
import sdk = require("@pulumi/policy/version");
import { canonicalJson } from "../../core/canonicalJson";

/** Versions of the SDK that this was tried with; with others it stays off. */
const testedVersions: ReadonlySet<string> = new Set(["1.20.0", "1.21.0"]);

/** Set to `off`, the SDK works as it comes; findings are the same, only slower. */
const offSwitch = "WAYMARK_POLICY_ACCELERATOR";

/** Properties of a resource as they are on the wire. */
interface WireProperties {
    toJavaScript(): Record<string, unknown>;
}

type Deserialize = (properties: WireProperties, proxySecrets: boolean) => Record<string, unknown>;
type AnalyzeCall = (
    call: { request: object },
    callback: (error: Error | undefined | null, response: unknown) => void,
) => Promise<void>;

/** The parts of the SDK that its types leave out. */
const deserializeModule = deserialize as unknown as { deserializeProperties: Deserialize };
const { makeAnalyzeRpcFun } = server as unknown as {
    makeAnalyzeRpcFun: (pack: string, version: string, level: string, policies: readonly object[]) => AnalyzeCall;
};

/**
 * Makes the SDK read each resource once instead of once per policy: it reads the whole resource anew inside its loop
 * over policies. What it gives is then shared between policies, which must not change it; a remediation still gets a
 * copy of its own. Off for SDKs that it wasn't tried with, where `WAYMARK_POLICY_ACCELERATOR=off` says so, and where its
 * own test fails.
 *
 * @returns whether it is on.
 */
export async function accelerate(env: Record<string, string | undefined>): Promise<boolean> {
    const { version } = sdk as unknown as { version: string };
    if (env[offSwitch] === "off" || !testedVersions.has(version)) {
        return false;
    }
    const original = deserializeModule.deserializeProperties;
    deserializeModule.deserializeProperties = remembering(original);
    const works = await selfTest(original).catch(() => false);
    if (!works) {
        deserializeModule.deserializeProperties = original;
    }
    return works;
}

function remembering(original: Deserialize): Deserialize {
    const known = new WeakMap<WireProperties, Record<string, unknown>>();
    return (properties, proxySecrets) => {
        if (proxySecrets) {
            return original(properties, proxySecrets);
        }
        const found = known.get(properties) ?? original(properties, proxySecrets);
        known.set(properties, found);
        return found;
    };
}

/** Two policies look at one resource through the SDK's own loop: it is read once, and both see all of it. */
async function selfTest(original: Deserialize): Promise<boolean> {
    const sample = { spec: { containers: [{ name: "app", tty: true }], replicas: 2 } };
    let reads = 0;
    const properties = {
        toJavaScript: () => {
            reads++;
            return structuredClone(sample);
        },
    };
    const seen: string[] = [];
    const look = (name: string) => ({
        ...{ name, description: name, enforcementLevel: "advisory" },
        validateResource: ({ props }: { props: { __getSpecialProxyTarget: object } }) => {
            seen.push(canonicalJson(props.__getSpecialProxyTarget));
        },
    });
    const analyze = makeAnalyzeRpcFun("self-test", "0.0.0", "advisory", [look("first"), look("second")]);
    const failed = await new Promise<boolean>((resolve, reject) => {
        analyze({ request: requestOf(properties) }, (error) => resolve(Boolean(error))).catch(reject);
    });
    const expected = canonicalJson(original({ toJavaScript: () => sample }, false));
    return !failed && reads === 1 && seen.length === 2 && seen.every((text) => text === expected);
}

/** As much of a request as the SDK's loop asks for. */
function requestOf(properties: WireProperties): object {
    const options = {
        getProtect: () => false,
        getIgnorechangesList: () => [],
        getAliasesList: () => [],
        getCustomtimeouts: () => undefined,
        getAdditionalsecretoutputsList: () => [],
        getDeletebeforereplacedefined: () => false,
        getParent: () => "",
    };
    return {
        getType: () => "waymark:self:Test",
        getUrn: () => "urn:pulumi:self::test::waymark:self:Test::test",
        getName: () => "test",
        getOptions: () => options,
        getProvider: () => undefined,
        getProperties: () => properties,
    };
}
