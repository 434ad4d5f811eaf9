import type { PolicyResource } from "../../policies";
import { withMarks } from "../../policies/fixtureMarks";

interface Fragment {
    resources: {
        urn: string;
        type: string;
        inputs?: Record<string, unknown>;
        parent?: string;
        protect?: boolean;
        retainOnDelete?: boolean;
        external?: boolean;
        ignoreChanges?: string[];
        propertyDependencies?: Record<string, string[]>;
    }[];
}

/** The resources of a fragment of a stack export: `{"resources": [{"urn", "type", "inputs", "parent", …}]}`. */
export function fromFragment(file: string, text: string): PolicyResource[] {
    const { resources } = JSON.parse(text) as Fragment;
    return resources.map(({ urn, inputs = {}, ...rest }) => {
        const name = urn.split("::").slice(3).join("::");
        return { ...rest, urn, name, inputs: withMarks(inputs), file };
    });
}
