import { all, any, holds, not, type Truth } from "../../truth";
import type { Value } from "../value";

/** Keys of conditions that anybody can meet: whoever sends the request chooses what they say, or when he sends it. */
const openKeys = new Set([
    "aws:currenttime",
    "aws:epochtime",
    "aws:multifactorauthage",
    "aws:multifactorauthpresent",
    "aws:referer",
    "aws:requestedregion",
    "aws:securetransport",
    "aws:useragent",
    "sts:externalid",
    "sts:rolesessionname",
]);

/** One statement of an IAM policy document, whose fields may be one text or a list. */
export class PolicyStatement {
    constructor(readonly body: Value) {}

    get isAllow(): Truth {
        return holds(this.body.get("Effect"), (effect) => effect.string() === "Allow");
    }

    get isDeny(): Truth {
        return holds(this.body.get("Effect"), (effect) => effect.string() === "Deny");
    }

    /** Whether it counts only under a condition; an empty map is none. */
    get hasCondition(): Truth {
        return holds(this.body.get("Condition"), (condition) => condition.keys().length > 0);
    }

    /** Whether a condition keeps anybody out: one that everybody can meet does not. */
    get isNarrowed(): Truth {
        const condition = this.body.get("Condition");
        const operators = condition
            .entries()
            .map((operator) =>
                holds(operator, (known) => known.keys().some((key) => !openKeys.has(key.toLowerCase()))),
            );
        return any(
            holds(condition, () => false),
            ...operators,
        );
    }

    /** Whether it lets everybody in: strangers too, and no condition keeps them out. */
    get isPublic(): Truth {
        return all(this.isAllow, this.isForEverybody, not(this.isNarrowed));
    }

    /** Whether it allows an action on something: by name, by pattern, or by naming what is left out. */
    allowsAction(action: string): Truth {
        return any(
            anyOf(this.body.get("Action"), (pattern) => matchesPattern(pattern, action)),
            this.allExcept("NotAction", (pattern) => matchesPattern(pattern, action)),
        );
    }

    /** Whether its resources are all there are. */
    get isOnEveryResource(): Truth {
        return any(anyOf(this.body.get("Resource"), isStar), this.allExcept("NotResource", isStar));
    }

    /** Whether its principal is everybody, accounts of strangers and the unnamed included. */
    get isForEverybody(): Truth {
        return any(
            this.namesEverybody,
            holds(this.body.get("NotPrincipal"), ({ isSet }) => isSet),
        );
    }

    /** Whether its principal is the star. */
    get namesEverybody(): Truth {
        const principal = this.body.get("Principal");
        return any(anyOf(principal, isStar), anyOf(principal.get("AWS"), isStar));
    }

    private allExcept(field: string, test: (text: string) => boolean): Truth {
        const value = this.body.get(field);
        const isGiven = holds(value, ({ isSet }) => isSet);
        return all(isGiven, not(anyOf(value, test)));
    }
}

/** The statements of a policy document that is given as an object or as text of JSON; an unknown one stays unknown. */
export function statementsOf(document: Value): PolicyStatement[] {
    const statement = document.parsed().get("Statement");
    const bodies = statement.isList ? statement.items() : [statement];
    return bodies.filter(({ isUnset }) => !isUnset).map((body) => new PolicyStatement(body));
}

/** Whether one of the texts of a field passes a test: the field is one text, or a list of them. */
export function anyOf(value: Value, test: (text: string) => boolean): Truth {
    const passes = (one: Value): Truth => holds(one, (known) => test(known.string() ?? ""));
    return value.isList ? any(...value.items().map(passes)) : passes(value);
}

/** Whether a pattern of IAM (`s3:Get*`, `?` for one character) matches an action, whose case doesn't count. */
function matchesPattern(pattern: string, action: string): boolean {
    return glob(pattern.toLowerCase(), action.toLowerCase());
}

/** Whether a pattern matches everything: stars alone. */
function isStar(pattern: string): boolean {
    return /^\*+$/.test(pattern);
}

/** Greedy with one way back, so that no pattern takes longer than the product of both lengths. */
function glob(pattern: string, text: string): boolean {
    let at = 0;
    let position = 0;
    let star = -1;
    let resume = 0;
    while (position < text.length) {
        if (pattern[at] === "*") {
            star = at++;
            resume = position;
        } else if (pattern[at] === "?" || (at < pattern.length && pattern[at] === text[position])) {
            at++;
            position++;
        } else if (star >= 0) {
            at = star + 1;
            position = ++resume;
        } else {
            return false;
        }
    }
    return isStar(pattern.slice(at)) || at === pattern.length;
}
