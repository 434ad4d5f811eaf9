/** What the page of a resource type says that its schema can't. Sentences end with a full stop. */
export interface ResourcePage {
    /** What several workloads get that name the resource by one id. */
    sharing: string;
    /** What becomes of it and its data when no Score file asks for it any more. */
    removal: string;
    /** What else a reader should know: limits, what was not tried, why something is as it is. */
    notes?: readonly string[];
    /** Settings of the environment (`waymark:settings`) that it reads, by path, with what they do. */
    settings?: Readonly<Record<string, string>>;
    /** The `resources` of a Score file, and what uses them: YAML. */
    example: string;
}
