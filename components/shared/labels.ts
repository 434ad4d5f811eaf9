/** What the labels of a component are made from. */
export interface LabelFacts {
    /** Physical name of the component; the `app` label, which is the whole selector. */
    app: string;
    environment: string;
    tier: string;
    team: string;
    owner: string;
}

/** The labels of everything that a component makes: the golden path's own and the recommended ones of Kubernetes. */
export function componentLabels({ app, environment, tier, team, owner }: LabelFacts): Record<string, string> {
    return {
        app: labelValue(app),
        environment: labelValue(environment),
        team: labelValue(team),
        owner: labelValue(owner),
        "app.kubernetes.io/name": labelValue(app),
        "app.kubernetes.io/instance": labelValue(app),
        "app.kubernetes.io/managed-by": "waymark",
        "waymark.dev/tier": labelValue(tier),
    };
}

/** The text as Kubernetes accepts it for a label: at most 63 characters, beginning and ending with a letter or digit. */
export function labelValue(text: string): string {
    const allowed = text.replaceAll(/[^A-Za-z0-9_.-]/g, "-").replace(/^[^A-Za-z0-9]+/, "");
    return allowed.slice(0, 63).replace(/[^A-Za-z0-9]+$/, "");
}
