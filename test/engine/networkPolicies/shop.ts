import { deployment, namespace, policy, service } from "./objects";

const http = [{ name: "http", containerPort: 8080 }];

/** The shop: web calls cart, and nobody else calls anybody. */
export const shop = [
    namespace("shop"),
    deployment("shop/web", { app: "web" }, http),
    deployment("shop/cart", { app: "cart" }, http),
    service("shop/cart", { selector: { app: "cart" }, ports: [{ port: 80, targetPort: "http" }] }),
    policy("shop/closed", { podSelector: {}, policyTypes: ["Ingress", "Egress"] }),
    policy("shop/web-to-cart", {
        podSelector: { matchLabels: { app: "web" } },
        policyTypes: ["Egress"],
        egress: [{ to: [{ podSelector: { matchLabels: { app: "cart" } } }], ports: [{ port: 8080 }] }],
    }),
    policy("shop/web-to-cart-ingress", {
        podSelector: { matchLabels: { app: "cart" } },
        policyTypes: ["Ingress"],
        ingress: [{ from: [{ podSelector: { matchLabels: { app: "web" } } }], ports: [{ port: 8080 }] }],
    }),
];
