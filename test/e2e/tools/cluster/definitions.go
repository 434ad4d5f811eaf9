//go:build definitions

// Package definitions keeps modules among the requirements whose CustomResourceDefinitions the suite reads from the
// module cache. It is never built.
package definitions

import _ "sigs.k8s.io/gateway-api/apis/v1"
