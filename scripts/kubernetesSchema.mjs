// Writes policies/data/kubernetesSchema.ts from the Go module k8s.io/kubernetes: its OpenAPI documents, and the enums that
// only its generated Go code holds. Needs Go and the network; run it for a newer version of Kubernetes:
// `node scripts/kubernetesSchema.mjs v1.36.3`.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./checkout.mjs";

const version = process.argv[2] ?? "v1.36.3";
const module = download(`k8s.io/kubernetes@${version}`);
const definitions = readDefinitions(join(module, "api", "openapi-spec", "v3"));
const enums = readEnums(readFileSync(join(module, "pkg", "generated", "openapi", "zz_generated.openapi.go"), "utf8"));

/** Requests and answers of the API: nobody keeps a manifest of them. */
const noManifest = /(List|Options|Review|Request|Scale|Eviction|Binding|Status|Event|WatchEvent|APIGroup|APIVersions)$/;
const manifests = new Set([
    "CertificateSigningRequest",
    "PodCertificateRequest",
    "RoleBinding",
    "ClusterRoleBinding",
    "ValidatingAdmissionPolicyBinding",
    "MutatingAdmissionPolicyBinding",
]);

/** What has no fields that could be checked, by the end of its name. */
const special = {
    Quantity: "quantity",
    IntOrString: "intOrString",
    Time: "time",
    MicroTime: "time",
    FieldsV1: "any",
    RawExtension: "any",
    JSON: "any",
    JSONSchemaPropsOrArray: "any",
    JSONSchemaPropsOrBool: "any",
    JSONSchemaPropsOrStringArray: "any",
};

/** Fields that the documents call required, and that no API server asks for (validateScaleIOVolumeSource). */
const optional = ["ScaleIOVolumeSource.secretRef", "ScaleIOPersistentVolumeSource.secretRef"];

const kinds = {};
const types = {};
const names = shortNames();
for (const [name, definition] of Object.entries(definitions)) {
    for (const { group, version: apiVersion, kind } of definition["x-kubernetes-group-version-kind"] ?? []) {
        const ofVersion = (kinds[group === "" ? apiVersion : `${group}/${apiVersion}`] ??= {});
        ofVersion[kind] = isManifest(kind) ? typeOfReference(name) : "any";
    }
}

write({ kinds: sorted(kinds, (ofVersion) => sorted(ofVersion)), types: sorted(types) });

function download(path) {
    const { status, stdout, stderr } = spawnSync("go", ["mod", "download", "-json", path], { encoding: "utf8" });
    if (status !== 0) {
        throw new Error(`${stdout}${stderr}`);
    }
    return JSON.parse(stdout).Dir;
}

function readDefinitions(folder) {
    const found = {};
    for (const file of readdirSync(folder).sort()) {
        Object.assign(found, JSON.parse(readFileSync(join(folder, file), "utf8")).components?.schemas);
    }
    return sorted(found);
}

/** By name of the generated function and property: `schema_k8sio_api_core_v1_Container.imagePullPolicy`. */
function readEnums(source) {
    const found = new Map();
    let scope = "";
    let property = "";
    for (const line of source.split("\n")) {
        scope = /^func (schema_\w+)\(/.exec(line)?.[1] ?? scope;
        property = /^\t{5}"([^"]+)": \{$/.exec(line)?.[1] ?? property;
        const values = /^\t+Enum: +\[\]interface\{\}\{(.*)\},$/.exec(line)?.[1];
        if (values !== undefined) {
            found.set(`${scope}.${property}`, JSON.parse(`[${values}]`));
        }
    }
    return found;
}

function isManifest(kind) {
    return manifests.has(kind) || !noManifest.test(kind);
}

/** `Container`, and with its group and version where several have the name. */
function shortNames() {
    const all = Object.keys(definitions);
    const end = (name) => name.split(".").at(-1);
    const ends = all.map(end);
    const isOnly = (name) => ends.indexOf(end(name)) === ends.lastIndexOf(end(name));
    return new Map(all.map((name) => [name, isOnly(name) ? end(name) : name.split(".").slice(-3).join(".")]));
}

function define(name) {
    const short = names.get(name);
    if (short in types) {
        return;
    }
    const { properties = {}, required = [], ...definition } = definitions[name];
    types[short] = {};
    const isKind = "x-kubernetes-group-version-kind" in definition;
    for (const [property, schema] of Object.entries(properties).sort(byKey)) {
        const isRequired = required.includes(property) && !optional.includes(`${short}.${property}`);
        const key = isRequired ? `${property}!` : property;
        types[short][key] = isKind && property === "status" ? "any" : typeOf(schema, enumOf(name, property));
    }
}

/** The forms are those of `FieldType` in policies/model/kubernetesSchema.ts. */
function typeOf(schema, values) {
    const { type, format, items, additionalProperties, $ref, allOf } = schema;
    const reference = $ref ?? allOf?.[0].$ref;
    if (reference !== undefined) {
        return typeOfReference(reference.split("/").at(-1));
    }
    if (type === "array") {
        return `[]${typeOf(items, values)}`;
    }
    if (additionalProperties !== undefined) {
        return `{}${typeOf(additionalProperties)}`;
    }
    if (type === "string") {
        return values === undefined ? (format === "byte" ? "bytes" : "string") : `=${values.join("|")}`;
    }
    return type === undefined || type === "object" ? "any" : type;
}

function typeOfReference(name) {
    const end = name.split(".").at(-1);
    if (end in special) {
        return special[end];
    }
    define(name);
    return names.get(name);
}

function enumOf(name, property) {
    const [group, apiVersion, type] = name.split(".").slice(-3);
    const suffix = `_${group}_${apiVersion}_${type}.${property}`;
    const found = [...enums].filter(([key]) => key.endsWith(suffix));
    if (found.length > 1) {
        throw new Error(`${found.length} enums of ${name}.${property}`);
    }
    return found[0]?.[1];
}

function sorted(map, change = (value) => value) {
    return Object.fromEntries(
        Object.entries(map)
            .sort(byKey)
            .map(([key, value]) => [key, change(value)]),
    );
}

function byKey([a], [b]) {
    return a < b ? -1 : 1;
}

/** One line per kind's version and per type, so that a newer version shows as lines that changed. */
function write(schema) {
    const lines = (map) => Object.entries(map).map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`);
    const json = `{"kinds":{\n${lines(schema.kinds).join(",\n")}\n},"types":{\n${lines(schema.types).join(",\n")}\n}}`;
    if (/[`\\$]\{|[`\\]/.test(json)) {
        throw new Error("the text can't stand in a template");
    }
    const text = `// Generated by scripts/kubernetesSchema.mjs from the Go module k8s.io/kubernetes; do not edit.

/** Whose schema it is. */
export const kubernetesSchemaVersion = "${version.slice(1)}";

/** The schema as JSON, read when it is first asked for: see model/kubernetesSchema.ts. */
export const kubernetesSchemaText: string = \`${json}\`;
`;
    writeFileSync(join(root, "policies", "data", "kubernetesSchema.ts"), text);
    console.log(`${Object.keys(schema.types).length} types, ${text.length} bytes`);
}
