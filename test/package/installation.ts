import { join } from "node:path";
import { mkdirSync } from "node:fs";
import { checkout, manifest, run, scratchFolder, writeJson } from "./scratch";

let packed: string | undefined;

/** Packs the checkout as a release does, once for all tests, and returns the tarball's path. */
export function tarball(): string {
    if (packed === undefined) {
        const folder = scratchFolder();
        run(checkout, "npm", "pack", "--pack-destination", folder);
        packed = join(folder, `${manifest.name}-${manifest.version}.tgz`);
    }
    return packed;
}

/** A package in the version that the checkout is developed with. */
export function pinned(name: string): string {
    const version = manifest.devDependencies[name];
    if (version === undefined) {
        throw new Error(`${name} is not among the devDependencies`);
    }
    return `${name}@${version}`;
}

/** Installs packages in a project, from npm's own cache where it has them. */
export function install(project: string, ...packages: string[]): void {
    run(project, "npm", "install", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts", ...packages);
}

/** A new project that has installed the tarball, the SDKs that it must have beside it, and TypeScript. */
export function newProject(): string {
    const project = join(scratchFolder(), "payments");
    mkdirSync(project);
    writeJson(join(project, "package.json"), { name: "payments", version: "1.0.0", private: true });
    const sdks = ["@pulumi/pulumi", "@pulumi/kubernetes", "@pulumi/random"].map(pinned);
    install(project, tarball(), ...sdks, pinned("typescript"), pinned("@types/node"));
    return project;
}
