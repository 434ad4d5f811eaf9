import { defineRule, undecided, violation } from "../../../policies";
import { z } from "zod";

export const trustedRegistries = defineRule({
    id: "acme-trusted-registries",
    group: "images",
    target: "container",
    roles: ["main", "sidecar", "init", "ephemeral"],
    title: "Images come from a registry that we trust",
    severity: "high",
    levels: { dev: "advisory" },
    why: "anybody may publish an image under a name that looks like ours",
    fix: "push the image to one of the trusted registries",
    params: z.strictObject({ registries: z.array(z.string()).min(1) }),
    *check({ body, image }, { params }) {
        const reference = body.get("image");
        if (reference.isUnknown) {
            yield undecided(reference);
        } else if (image !== undefined && !params.registries.includes(image.registry)) {
            yield violation(reference, "the image comes from another registry");
        }
    },
});
