export const policyHelp = `waymark policy check|rules|explain|test   the rules over manifests or a stack, no Pulumi needed

  waymark policy check PATHS...   judge manifests, an exported stack or a preview
  waymark policy rules            every rule there is
  waymark policy explain RULE     one rule: why it is there, what to do
  waymark policy test DIR         judge the fixtures of one's own rules

waymark policy check --help shows its options.
`;

export const policyCheckHelp = `waymark policy check PATHS...   judge manifests, an exported stack or a preview by the rules

PATHS are files (YAML, JSON, also gzip), folders with everything below them, or - for standard input: Kubernetes objects,
pulumi stack export, pulumi preview --json, or a log of the engine's events. All of them are judged together.
Exit status 1: a finding at the failing level; 2: something could not be read.

  --profile P           baseline, restricted, golden (default) or all
  --tier T              dev, staging or prod (default): decides what is mandatory
  --pss-level L         privileged, baseline or restricted; default as the profile says
  --pss-version V       version of the Pod Security Standards, for example 1.36
  --rules A,B           only these rules
  --skip A,B            not these
  --each                every one of PATHS for itself
  --config FILE         policy configuration: the same options, parameters, modules with rules of your own
  --facts FILE          facts from outside: signatures, vulnerabilities, what exists in the cluster
  --waivers DIR         folder of waivers
  --project P --stack S what waivers for projects and stacks are matched with
  --baseline FILE       findings in it don't fail
  --write-baseline FILE write those of this run
  --fail-on L           mandatory (default), advisory or none
  --format F[=FILE]     text (default), json, sarif, junit, github, html; repeatable, one of them to stdout
  --no-color            no colours; NO_COLOR and CI do the same

Examples
  waymark policy check deploy/
  kubectl get deployments -A -o json | waymark policy check --tier dev -
  pulumi stack export | waymark policy check --project shop --stack prod --waivers waivers -
  waymark policy check --format github --format sarif=policy.sarif deploy/
  waymark policy check --write-baseline known.json deploy/
`;

export const policyRulesHelp = `waymark policy rules   every rule, with severity, profiles and where it runs

  --config FILE         also the rules of its modules
  --format text|json    default text

Examples
  waymark policy rules
  waymark policy rules --format json
`;

export const policyExplainHelp = `waymark policy explain RULE   why a rule is there and what to do

  --config FILE         also the rules of its modules
  --format text|json    default text

Examples
  waymark policy explain img-tag-mutable
`;

export const policyTestHelp = `waymark policy test DIR   judge the fixtures of one's own rules

Below DIR each rule has a folder of its name with success.*.yaml, in which it finds nothing, and failure.*.yaml, in which
it finds something: what expected.json says, where there is one. Exit status 1: a fixture is judged otherwise.

  --config FILE         policy configuration whose modules hold the rules
  --format text|json    default text

Examples
  waymark policy test --config policy.yaml test/rules
`;

export const waiverHelp = `waymark waiver new|list   waivers: what may break a rule, who allowed it, until when

  waymark waiver new --from-report FILE   draft waivers for the open findings of policy check --format json=FILE
  waymark waiver list                     every waiver with its state

  --waivers DIR         folder of waivers; default waivers
  --config FILE         policy configuration, for rules of your own
  --finding ID          new: only the finding with this fingerprint (repeatable)
  --requested-by WHO    new: who asks for it
  --format F            list: text (default), json, or pulumi-exceptions (experimental): the exceptions block of
                        a policy pack's configuration

Examples
  waymark policy check --format json=report.json deploy/
  waymark waiver new --from-report report.json --requested-by api-team@example.com > waivers/api.yaml
  waymark waiver list
`;
