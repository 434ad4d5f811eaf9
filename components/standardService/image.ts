import * as pulumi from "@pulumi/pulumi";
import { ProblemError, type Problem } from "../../core/problem";

/** What is wrong with an image where mutable tags are refused: no tag, or `latest`; a digest is always fine. */
export function mutableImageProblem(image: string, path: string): Problem | undefined {
    if (image.includes("@")) {
        return undefined;
    }
    const lastPart = image.slice(image.lastIndexOf("/") + 1);
    const colon = lastPart.indexOf(":");
    const tag = colon === -1 ? "" : lastPart.slice(colon + 1);
    if (tag !== "" && tag !== "latest") {
        return undefined;
    }
    return {
        code: "mutable-image",
        message: `${path}: the image "${image}" ${tag === "" ? "has no tag" : 'has the tag "latest"'}, and what it means may change`,
        hint: "name a version, for example repository:1.4.2, or a digest (repository@sha256:...)",
        pointer: `/${path.replaceAll(".", "/")}`,
    };
}

/** The image, refused when it is known to be mutable; a plain one has been checked before. */
export function checkedImage(image: pulumi.Input<string>, path: string, refused: boolean): pulumi.Input<string> {
    if (typeof image === "string" || !refused) {
        return image;
    }
    return pulumi.output(image).apply((known) => {
        const problem = mutableImageProblem(known, path);
        if (problem !== undefined) {
            throw new ProblemError(problem);
        }
        return known;
    });
}
