package main

import (
	"fmt"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation"
)

// Kubernetes' own code judges labels and annotations, so that the messages are the real ones.
func labelProblems(labels object) []string {
	var problems []string
	for _, key := range sortedNames(labels) {
		for _, message := range validation.IsQualifiedName(key) {
			problems = append(problems, fmt.Sprintf("(%q) %s", key, message))
		}
		switch value := labels[key].(type) {
		case unknown:
		case string:
			for _, message := range validation.IsValidLabelValue(value) {
				problems = append(problems, fmt.Sprintf("(%q) %s", value, message))
			}
		default:
			problems = append(problems, fmt.Sprintf("%s (%v): Expected value to be string", key, value))
		}
	}
	return problems
}

func annotationProblems(annotations object) []string {
	var problems []string
	for _, key := range sortedNames(annotations) {
		for _, message := range validation.IsQualifiedName(strings.ToLower(key)) {
			problems = append(problems, fmt.Sprintf("(%q) %s", key, message))
		}
	}
	return problems
}
