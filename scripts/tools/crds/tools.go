//go:build tools

// Package tools keeps the operator's API types among the requirements: no binary imports them, but
// controller-gen reads them to generate the custom resource definitions.
package tools

import (
	_ "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	_ "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1alpha1"
)
