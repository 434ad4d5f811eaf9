import * as pulumi from "@pulumi/pulumi";

const variable = "WAYMARK_E2E_IMPATIENT";
const annotation = { "pulumi.com/skipAwait": "true" };

/** Says, to this process and those that it starts, that programs run with the real Kubernetes provider. */
export function runWithRealProvider(): void {
    process.env[variable] = "1";
}

/**
 * Keeps the real Kubernetes provider from waiting for pods: the examples' images don't exist, so that none ever gets
 * ready. To be called at the start of a program; does nothing with the stand-in, which never waits.
 */
export function waitForNoPods(): void {
    if (process.env[variable] === "1") {
        void pulumi.runtime.registerStackTransformation(({ type, props, opts }) =>
            type.startsWith("kubernetes:") ? { props: withAnnotation(props), opts } : undefined,
        );
    }
}

interface Properties {
    metadata?: { annotations?: object };
}

function withAnnotation(props: Properties): object {
    const { metadata = {} } = props;
    return { ...props, metadata: { ...metadata, annotations: { ...metadata.annotations, ...annotation } } };
}
