import * as pulumi from "@pulumi/pulumi";
import { toPointer } from "../../core/pointer";
import { ProblemError, type Problem } from "../../core/problem";
import type { ValuePlace } from "./publicValue";

/**
 * What is wrong with an image: nothing that could be pulled, or, where that is refused, a tag that moves (none, or
 * `latest`). A digest never moves.
 *
 * @param pointer JSON pointer of the argument
 * @param shown how the message calls the image
 */
export function imageProblem(
    image: string,
    pointer: string,
    refuseMutable: boolean,
    shown = `the image "${image}"`,
): Problem | undefined {
    const hint = "name a version, for example repository:1.4.2, or a digest (repository@sha256:...)";
    if (!/^[\w.:/-]+(@[a-z0-9]+:[0-9a-f]{32,})?$/i.test(image)) {
        return { code: "invalid-image", message: `${shown} is no reference that could be pulled`, hint, pointer };
    }
    if (!refuseMutable || image.includes("@")) {
        return undefined;
    }
    const lastPart = image.slice(image.lastIndexOf("/") + 1);
    const colon = lastPart.indexOf(":");
    const tag = colon === -1 ? "" : lastPart.slice(colon + 1);
    if (tag !== "" && tag !== "latest") {
        return undefined;
    }
    const what = tag === "" ? "has no tag" : 'has the tag "latest"';
    return { code: "mutable-image", message: `${shown} ${what}, and what it means may change`, hint, pointer };
}

/** The image, checked as soon as it is known; a plain one has been checked before. */
export function checkedImage(
    image: pulumi.Input<string>,
    { component, path }: ValuePlace,
    refuseMutable: boolean,
): pulumi.Input<string> {
    if (typeof image === "string") {
        return image;
    }
    return pulumi.output(image).apply((known) => {
        // It may be secret, and so isn't shown.
        const problem = imageProblem(
            String(known),
            toPointer(path),
            refuseMutable,
            `${component}: the image, an Output,`,
        );
        if (problem !== undefined) {
            throw new ProblemError(problem);
        }
        return known;
    });
}
