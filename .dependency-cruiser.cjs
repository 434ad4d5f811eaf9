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
            to: {
                path: `^(${[...Object.keys(arrows), "cli", "index\\.ts", "test", "examples"].join("|")})(/|$)`,
                pathNot: `^(${[folder, ...allowed].join("|")})/`,
            },
        })),
    ],
    options: {
        doNotFollow: { path: "node_modules" },
        exclude: { path: "^(dist|packs|coverage|\\.cache)/" },
        tsPreCompilationDeps: true,
        tsConfig: { fileName: "tsconfig.json" },
    },
};
