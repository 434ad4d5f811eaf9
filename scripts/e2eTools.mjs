// The programs of the end-to-end suite: found on PATH, else built once from test/e2e/tools into .cache/e2e/bin, where
// each keeps beside it what it was built from.
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { root } from "./checkout.mjs";

const bin = join(root, ".cache", "e2e", "bin");
const pulumiVersion = "v3.259.0";
const kubernetesVersion = "v1.36.3";
const component = "k8s.io/component-base/version";

/** What each program is made of: module folder, package, tags, and the values that the linker writes into it. */
const recipes = {
    pulumi: {
        module: "pulumi",
        package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
        tags: "osusergo,grpcnotrace",
        // Without a version of its own the engine refuses the stacks of others.
        values: { "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version": pulumiVersion },
    },
    etcd: { module: "cluster", package: "go.etcd.io/etcd/server/v3" },
    ...Object.fromEntries(
        ["kube-apiserver", "kube-controller-manager"].map((name) => [
            name,
            {
                module: "cluster",
                package: `k8s.io/kubernetes/cmd/${name}`,
                // Clients refuse a server that calls itself v0.0.0-master.
                values: {
                    [`${component}.gitVersion`]: kubernetesVersion,
                    [`${component}.gitMajor`]: "1",
                    [`${component}.gitMinor`]: "36",
                },
            },
        ]),
    ),
};

/** Modules that carry CustomResourceDefinitions, and where. */
const definitions = { "sigs.k8s.io/gateway-api": "config/crd/standard" };

function moduleFolder(module) {
    return join(root, "test", "e2e", "tools", module);
}

function onPath(name) {
    return (process.env.PATH ?? "")
        .split(delimiter)
        .filter((folder) => folder !== "")
        .map((folder) => join(folder, name))
        .find((path) => {
            try {
                accessSync(path, constants.X_OK);
                return true;
            } catch {
                return false;
            }
        });
}

/** Text that changes whenever the built program would. */
function signatureOf(recipe) {
    return [readFileSync(join(moduleFolder(recipe.module), "go.mod"), "utf8"), JSON.stringify(recipe)].join("\n");
}

function build(name, recipe) {
    console.error(`building ${name} from source, once; this takes minutes ...`);
    const values = Object.entries(recipe.values ?? {}).map(([key, value]) => `-X ${key}=${value}`);
    const args = ["build", "-trimpath", `-ldflags=${["-s -w", ...values].join(" ")}`, "-o", join(bin, name)];
    const tags = recipe.tags === undefined ? [] : [`-tags=${recipe.tags}`];
    // Builds are long and nobody waits for them alone: they leave the machine usable.
    const { status } = spawnSync("nice", ["go", ...args, ...tags, recipe.package], {
        cwd: moduleFolder(recipe.module),
        env: { ...process.env, CGO_ENABLED: "0" },
        stdio: ["ignore", 2, 2],
    });
    return status === 0;
}

/** Path of a program; undefined where it is neither there nor can be built. */
function find(name, recipe) {
    const present = onPath(name);
    if (present !== undefined) {
        return present;
    }
    const [path, stamp] = [join(bin, name), join(bin, `${name}.built-from`)];
    const wanted = signatureOf(recipe);
    if (existsSync(path) && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) {
        return path;
    }
    if (onPath("go") === undefined) {
        return undefined;
    }
    mkdirSync(bin, { recursive: true });
    if (!build(name, recipe)) {
        throw new Error(`${name} could not be built`);
    }
    writeFileSync(stamp, wanted);
    return path;
}

/** Folder of the definitions that a module carries, in Go's module cache. */
function definitionFolder(module, folder) {
    const { stdout, status } = spawnSync("go", ["mod", "download", "-json", module], {
        cwd: moduleFolder("cluster"),
        encoding: "utf8",
    });
    if (status !== 0) {
        throw new Error(`the module ${module} could not be read: ${stdout}`);
    }
    return join(JSON.parse(stdout).Dir, folder);
}

/** Everything that the suite runs, or what is missing for it. */
export function findTools() {
    const tools = {};
    for (const [name, recipe] of Object.entries(recipes)) {
        tools[name] = find(name, recipe);
    }
    const missing = Object.keys(recipes).filter((name) => tools[name] === undefined);
    if (missing.length > 0 || onPath("go") === undefined) {
        return { missing: [...missing, ...(onPath("go") === undefined ? ["go"] : [])] };
    }
    tools.definitions = Object.entries(definitions).map(([module, folder]) => definitionFolder(module, folder));
    tools.kubernetesPlugin = onPath("pulumi-resource-kubernetes") !== undefined;
    return { tools, missing };
}
