// The import arrows: a folder may import what stands in its list, and nothing else of ours.
const arrows = {
    core: [],
    environments: ["core"],
    components: ["environments", "core"],
    score: ["core"],
    provisioners: ["components", "score", "environments", "core"],
    stacks: ["provisioners", "components", "score", "environments", "core"],
    policies: ["core"],
    engine: ["core"],
};
const ours = [...Object.keys(arrows), "cli", "index\\.ts", "test", "examples", "bench"].join("|");

module.exports = {
    forbidden: [
        { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
        {
            name: "no-provider-roots",
            comment: "the root of a provider SDK costs seconds of type checking; import the file",
            severity: "error",
            from: {},
            to: { path: "node_modules/@pulumi/(kubernetes|random|aws)/index\\.(js|d\\.ts)$" },
        },
        ...Object.entries(arrows).map(([folder, allowed]) => ({
            name: `arrows-of-${folder}`,
            severity: "error",
            from: { path: `^${folder}/` },
            to: { path: `^(${ours})(/|$)`, pathNot: `^(${[folder, ...allowed].join("|")})/` },
        })),
        {
            name: "arrows-of-the-front-door",
            severity: "error",
            from: { path: "^index\\.ts$" },
            to: { path: `^(${ours})(/|$)`, pathNot: "^(components|environments)/" },
        },
        {
            name: "examples-use-the-public-exports",
            comment: "import from waymark, as those do who copy the example",
            severity: "error",
            from: { path: "^examples/" },
            to: {
                path: `^(${ours})(/|$)`,
                pathNot: "^examples/|^dist/|^index\\.ts$|^(score|stacks|policies|engine)/index\\.ts$",
            },
        },
        {
            name: "the-product-knows-no-tests",
            severity: "error",
            from: { path: `^(${[...Object.keys(arrows), "cli"].join("|")})/` },
            to: { path: "^(test|bench|examples)/" },
        },
        {
            name: "programs-are-not-imported",
            comment: "importing these does things; the engine or a pack's host starts them",
            severity: "error",
            from: {},
            to: { path: "^(stacks/program\\.ts|policies/packs/|cli/bin\\.ts)" },
        },
        {
            name: "no-pulumi-in-score",
            comment: "usable in an editor or a web page, and quick to load; types cost nothing there",
            severity: "error",
            from: { path: "^(score|core)/" },
            to: { path: "node_modules/@pulumi/", dependencyTypesNot: ["type-only"] },
        },
        {
            name: "no-policy-sdk-in-policies",
            comment:
                "waymark/policies judges without @pulumi/policy; only its adapter for CrossGuard and the packs load it",
            severity: "error",
            from: { path: "^policies/", pathNot: "^policies/(crossguard|packs)/" },
            to: { path: "node_modules/@pulumi/|^policies/crossguard/", dependencyTypesNot: ["type-only"] },
        },
    ],
    options: {
        doNotFollow: { path: "node_modules" },
        exclude: { path: "^(dist|packs|coverage|\\.cache)/" },
        tsPreCompilationDeps: true,
        tsConfig: { fileName: "tsconfig.json" },
    },
};
