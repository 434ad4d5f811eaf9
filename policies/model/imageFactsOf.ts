import type { Facts, ImageFacts } from "../facts";
import type { ContainerView } from "./containerView";

/** What the facts say of a container's image; undefined without a digest, or where they don't know it. */
export function imageFactsOf({ image }: ContainerView, { images }: Partial<Facts>): ImageFacts | undefined {
    const digest = image?.digest;
    return digest !== undefined && images !== undefined && Object.hasOwn(images, digest) ? images[digest] : undefined;
}
