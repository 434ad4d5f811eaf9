import { z } from "zod";
import { documentSchema } from "./documentSchema";

/**
 * The JSON Schema (draft 2020-12) of what {@link readScore} accepts once the upgrades are made, for editors.
 * Score's own published schema also accepts the deprecated lists of files and volumes; this one doesn't, so that an
 * editor leads to the present form. What a schema can't say (placeholders, order of containers) it doesn't judge.
 */
export function scoreJsonSchema(): object {
    const { $schema, ...schema } = z.toJSONSchema(documentSchema, { target: "draft-2020-12", reused: "inline" });
    return {
        $schema,
        $id: "https://waymark.dev/schemas/score.json",
        title: "Score workload with metadata.waymark",
        description:
            "Score v1b1 in its present form: the deprecated lists of files and volumes, which are still read with a " +
            "warning, are not part of it.",
        ...schema,
    };
}
