import type { ResourceView } from "../resourceView";
import type { Value } from "../value";

/** Where a resource has the document of its own policy. */
const documents: Record<string, string> = {
    "aws:iam/policy:Policy": "policy",
    "aws:iam/rolePolicy:RolePolicy": "policy",
    "aws:iam/userPolicy:UserPolicy": "policy",
    "aws:iam/groupPolicy:GroupPolicy": "policy",
    "aws-native:iam:ManagedPolicy": "policyDocument",
    "aws-native:iam:RolePolicy": "policyDocument",
    "aws-native:iam:UserPolicy": "policyDocument",
    "aws-native:iam:GroupPolicy": "policyDocument",
};

/** Where a resource has a list of inline policies, and where each has its document. */
const lists: Record<string, readonly [list: string, document: string]> = {
    "aws:iam/role:Role": ["inlinePolicies", "policy"],
    "aws-native:iam:Role": ["policies", "policyDocument"],
    "aws-native:iam:User": ["policies", "policyDocument"],
    "aws-native:iam:Group": ["policies", "policyDocument"],
};

/** What grants permissions of IAM. */
export const grantTypes: readonly string[] = [...Object.keys(documents), ...Object.keys(lists)];

/** The policy documents by which a resource grants permissions; an unknown list is one unknown document. */
export function grantsOf(resource: ResourceView): Value[] {
    const document = documents[resource.type];
    if (document !== undefined) {
        return [resource.get(document)];
    }
    const [name, inner] = lists[resource.type] ?? ["", ""];
    const list = resource.get(name);
    return list.isUnknown ? [list] : list.items().map((item) => item.get(inner));
}
