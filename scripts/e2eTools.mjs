// The programs of the end-to-end suite: found on PATH, else built once from test/e2e/tools into .cache/e2e, where each
// keeps beside it what it was built from. Go is needed for building alone.
import { spawnSync } from "node:child_process";
import { accessSync, constants, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, delimiter, join } from "node:path";
import { root } from "./checkout.mjs";
import { scratchCluster } from "./scratchCluster.mjs";

/** WAYMARK_E2E_CACHE puts it elsewhere. */
const cache = process.env.WAYMARK_E2E_CACHE ?? join(root, ".cache", "e2e");
const bin = join(cache, "bin");
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
    return cached(join(bin, name), signatureOf(recipe), () => {
        mkdirSync(bin, { recursive: true });
        if (!build(name, recipe)) {
            throw new Error(`${name} could not be built`);
        }
    });
}

/** A path in the cache that holds what was made from `signature`: made where it doesn't; undefined without Go. */
function cached(path, signature, make) {
    const stamp = `${path}.built-from`;
    if (existsSync(path) && existsSync(stamp) && readFileSync(stamp, "utf8") === signature) {
        return path;
    }
    if (onPath("go") === undefined) {
        return undefined;
    }
    make();
    writeFileSync(stamp, signature);
    return path;
}

/** Folder of the definitions that a module carries, copied from Go's module cache. */
function definitionFolder(module, folder) {
    const path = join(cache, "definitions", basename(module));
    const signature = readFileSync(join(moduleFolder("cluster"), "go.mod"), "utf8");
    return cached(path, signature, () => {
        rmSync(path, { recursive: true, force: true });
        cpSync(join(downloaded(module), folder), path, { recursive: true });
    });
}

function downloaded(module) {
    const { stdout, status } = spawnSync("go", ["mod", "download", "-json", module], {
        cwd: moduleFolder("cluster"),
        encoding: "utf8",
    });
    if (status !== 0) {
        throw new Error(`the module ${module} could not be read: ${stdout}`);
    }
    return JSON.parse(stdout).Dir;
}

/**
 * Everything that the suite runs, or what is missing for it. With a scratch cluster of the user's own only Pulumi has
 * to be there; definitions that his cluster lacks are then for him to apply.
 */
export function findTools() {
    const foreign = scratchCluster();
    const needed = Object.entries(recipes).filter(([name]) => foreign === undefined || name === "pulumi");
    const tools = Object.fromEntries(needed.map(([name, recipe]) => [name, find(name, recipe)]));
    const folders = Object.entries(definitions).map(([module, folder]) => definitionFolder(module, folder));
    const missing = needed.map(([name]) => name).filter((name) => tools[name] === undefined);
    if (foreign === undefined && folders.includes(undefined)) {
        missing.push("CustomResourceDefinitions");
    }
    return missing.length > 0
        ? { missing }
        : {
              tools: {
                  ...tools,
                  foreign,
                  definitions: folders.filter((folder) => folder !== undefined),
                  kubernetesPlugin: onPath("pulumi-resource-kubernetes") !== undefined,
                  languageHost: onPath("pulumi-language-nodejs") !== undefined,
              },
              missing,
          };
}
