/** The SDK's run-time form of a report, which its types don't show: a level of its own for one message. */
export type ReportWithLevel = (violation: {
    message: string;
    enforcementLevel?: "advisory" | "mandatory";
    urn?: string;
}) => void;
