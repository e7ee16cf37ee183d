package main

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"

	"k8s.io/apimachinery/pkg/util/validation"
)

func configMap() resource {
	return resource{
		block: block{
			attributes: []attribute{
				{name: "binary_data", valueType: mapOf(text)},
				{name: "data", valueType: mapOf(text)},
				{name: "id", valueType: text, mode: optionalComputed},
				{name: "immutable", valueType: boolean},
			},
			blocks: []nested{{name: "metadata", min: 1, max: 1, block: block{attributes: []attribute{
				{name: "annotations", valueType: mapOf(text)},
				{name: "generate_name", valueType: text},
				{name: "generation", valueType: number, mode: computed},
				{name: "labels", valueType: mapOf(text)},
				{name: "name", valueType: text, mode: optionalComputed},
				{name: "namespace", valueType: text},
				{name: "resource_version", valueType: text, mode: computed},
				{name: "uid", valueType: text, mode: computed},
			}}}},
		},
		validate:   validateConfigMap,
		apply:      applyConfigMap,
		replacedBy: []string{"metadata.0.name", "metadata.0.generate_name", "metadata.0.namespace"},
		defaults:   map[string]string{"metadata.0.namespace": "default"},
		computed: map[string]func(object) any{
			"id":                          func(planned object) any { return namespaceOf(planned) + "/" + nameOf(planned) },
			"metadata.0.name":             func(planned object) any { return nameOf(planned) },
			"metadata.0.generation":       func(object) any { return 0 },
			"metadata.0.resource_version": func(object) any { return "1" },
			"metadata.0.uid": func(planned object) any {
				digest := sha256.Sum256([]byte(namespaceOf(planned) + "/" + nameOf(planned)))
				return fmt.Sprintf("%x-%x-%x-%x-%x", digest[0:4], digest[4:6], digest[6:8], digest[8:10], digest[10:16])
			},
		},
	}
}

func namespaceOf(planned object) string {
	namespace, _ := textAt(planned, "metadata.0.namespace")
	return namespace
}

// A server draws the end of a generated name by chance; a test wants the same one every time.
func nameOf(planned object) string {
	if name, given := textAt(planned, "metadata.0.name"); given {
		return name
	}
	prefix, _ := textAt(planned, "metadata.0.generate_name")
	digest := sha256.Sum256([]byte(namespaceOf(planned) + "/" + prefix))
	return fmt.Sprintf("%s%x", prefix, digest[:3])[:len(prefix)+5]
}

// What the provider itself checks, as soon as it knows the value: often only at plan.
func validateConfigMap(configuration object) []problem {
	var problems []problem
	refuse := func(path, message string) {
		problems = append(problems, problem{path: path, summary: path + " " + message})
	}
	if name, known := textAt(configuration, "metadata.0.name"); known {
		for _, message := range validation.IsDNS1123Subdomain(name) {
			refuse("metadata.0.name", message)
		}
		if at(configuration, "metadata.0.generate_name") != nil {
			problems = append(problems, problem{
				path:    "metadata.0.name",
				summary: "Conflicting configuration arguments",
				detail:  `"metadata.0.name": conflicts with metadata.0.generate_name`,
			})
		}
	}
	if prefix, known := textAt(configuration, "metadata.0.generate_name"); known {
		for _, message := range validation.IsDNS1123Label(prefix + "a") { // a prefix may end in a hyphen
			refuse("metadata.0.generate_name", message)
		}
	}
	labels, _ := at(configuration, "metadata.0.labels").(object)
	for _, message := range labelProblems(labels) {
		refuse("metadata.0.labels", message)
	}
	annotations, _ := at(configuration, "metadata.0.annotations").(object)
	for _, message := range annotationProblems(annotations) {
		refuse("metadata.0.annotations", message)
	}
	binary, _ := configuration["binary_data"].(object)
	for _, key := range sortedNames(binary) {
		if content, known := binary[key].(string); known {
			if _, err := base64.StdEncoding.DecodeString(content); err != nil {
				refuse("binary_data", fmt.Sprintf("(%q) must be a base64-encoded string", key))
			}
		}
	}
	return problems
}

// The API server's limit for all that a ConfigMap holds.
const configMapBytes = 1024 * 1024

// What only the API server refuses.
func applyConfigMap(planned object) []problem {
	var problems []problem
	refuse := func(format string, values ...any) {
		problems = append(problems, problem{
			summary: fmt.Sprintf("ConfigMap %q is invalid: ", nameOf(planned)) + fmt.Sprintf(format, values...),
		})
	}
	for _, message := range validation.IsDNS1123Label(namespaceOf(planned)) {
		refuse("metadata.namespace: Invalid value: %q: %s", namespaceOf(planned), message)
	}
	data, _ := planned["data"].(object)
	binary, _ := planned["binary_data"].(object)
	total := 0
	for _, key := range sortedNames(data) {
		content, _ := data[key].(string)
		total += len(content)
		for _, message := range validation.IsConfigMapKey(key) {
			refuse("data[%s]: Invalid value: %q: %s", key, key, message)
		}
		if _, both := binary[key]; both {
			refuse("data[%s]: Invalid value: %q: duplicate of key present in binaryData", key, key)
		}
	}
	for _, key := range sortedNames(binary) {
		content, _ := binary[key].(string)
		decoded, _ := base64.StdEncoding.DecodeString(content)
		total += len(decoded)
		for _, message := range validation.IsConfigMapKey(key) {
			refuse("binaryData[%s]: Invalid value: %q: %s", key, key, message)
		}
	}
	if total > configMapBytes {
		refuse("[]: Too long: may not be more than %d bytes", configMapBytes)
	}
	return problems
}
