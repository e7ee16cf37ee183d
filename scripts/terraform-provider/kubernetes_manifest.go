package main

import (
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"k8s.io/apimachinery/pkg/util/validation"
)

func manifest() resource {
	return resource{
		version: 1,
		block: block{
			attributes: []attribute{
				{name: "computed_fields", valueType: listOf(text)},
				{name: "manifest", valueType: dynamic, mode: required},
				{name: "object", valueType: dynamic, mode: optionalComputed},
				{name: "wait_for", deprecated: true, valueType: tftypes.Object{
					AttributeTypes: map[string]tftypes.Type{"fields": mapOf(text)},
				}},
			},
			blocks: []nested{
				{name: "field_manager", max: 1, block: block{attributes: []attribute{
					{name: "force_conflicts", valueType: boolean},
					{name: "name", valueType: text},
				}}},
				{name: "timeouts", max: 1, block: block{attributes: []attribute{
					{name: "create", valueType: text},
					{name: "delete", valueType: text},
					{name: "update", valueType: text},
				}}},
				{name: "wait", max: 1, block: block{
					attributes: []attribute{
						{name: "fields", valueType: mapOf(text)},
						{name: "rollout", valueType: boolean},
					},
					blocks: []nested{{name: "condition", block: block{attributes: []attribute{
						{name: "status", valueType: text},
						{name: "type", valueType: text},
					}}}},
				}},
			},
		},
		validate: validateManifest,
		plan:     planManifest,
		replacedBy: []string{
			"manifest.apiVersion", "manifest.kind", "manifest.metadata.name", "manifest.metadata.namespace",
		},
	}
}

func validateManifest(configuration object) []problem {
	var problems []problem
	content, known := configuration["manifest"].(object)
	if !known {
		if _, later := configuration["manifest"].(unknown); later {
			return nil
		}
		return []problem{{
			path:    "manifest",
			summary: `Failed to extract "manifest" attribute value from resource configuration`,
			detail:  "The manifest must be an object.",
		}}
	}
	for _, key := range []string{"apiVersion", "kind", "metadata"} {
		if _, present := content[key]; !present {
			problems = append(problems, problem{
				path:    "manifest." + key,
				summary: `Attribute key missing from "manifest" value`,
				detail:  fmt.Sprintf("'%s' attribute key is missing from manifest configuration", key),
			})
		}
	}
	if _, present := content["status"]; present {
		problems = append(problems, problem{
			path:    "manifest.status",
			summary: `Forbidden attribute key in "manifest" value`,
			detail:  "'status' attribute key is not allowed in manifest configuration",
		})
	}
	for _, operation := range []string{"create", "delete", "update"} {
		if duration, given := textAt(configuration, "timeouts.0."+operation); given {
			if _, err := time.ParseDuration(duration); err != nil {
				problems = append(problems, problem{
					path:    "timeouts",
					summary: fmt.Sprintf("Error parsing timeout for %q", operation),
					detail:  err.Error(),
				})
			}
		}
	}
	return problems
}

// The resulting object follows from the manifest: the same fields, and besides those that its kind has: unknown until
// a server has said what they are.
func planManifest(planned, prior tftypes.Value) (tftypes.Value, []problem) {
	var attributes map[string]tftypes.Value
	must(planned.As(&attributes))
	content := attributes["manifest"]
	if !content.IsFullyKnown() {
		attributes["object"] = tftypes.NewValue(dynamic, tftypes.UnknownValue)
		return tftypes.NewValue(planned.Type(), attributes), nil
	}
	problems := metadataProblems(plain(content))
	result, shapeProblems := complete(content)
	problems = append(problems, shapeProblems...)
	if anyError(problems) {
		return planned, problems
	}
	var before map[string]tftypes.Value
	if !prior.IsNull() {
		must(prior.As(&before))
	}
	attributes["object"] = settled(result, before)
	return tftypes.NewValue(planned.Type(), attributes), nil
}

// What becomes of the fields that a manifest does not set, as the provider decides it (PlanResourceChange, of
// manifest/provider/plan.go): such a field keeps the value that the object has, unless the manifest that was applied
// last had it. Then it is taken as set before and gone now, and is unknown, so that the server may choose a default.
// A null in the former manifest counts as having it: it leads to the same unknown value in every plan.
func settled(completed tftypes.Value, before map[string]tftypes.Value) tftypes.Value {
	result, err := tftypes.Transform(completed, func(path *tftypes.AttributePath, value tftypes.Value) (tftypes.Value, error) {
		if !value.IsNull() {
			return value, nil
		}
		open := tftypes.NewValue(value.Type(), tftypes.UnknownValue)
		if before == nil {
			return open, nil
		}
		if _, had := reached(before["manifest"], path); had {
			return open, nil
		}
		if kept, there := reached(before["object"], path); there && kept.Type().Equal(value.Type()) {
			return kept, nil
		}
		return open, nil
	})
	must(err)
	return result
}

// Needs a cluster in the real provider: at plan whether there must be a namespace, at apply the rest. Here all
// of it is found at plan, since nothing is asked for it.
func metadataProblems(content any) []problem {
	var problems []problem
	refuse := func(path, summary, detail string) {
		problems = append(problems, problem{path: path, summary: summary, detail: detail})
	}
	kind, _ := textAt(content, "kind")
	apiVersion, _ := textAt(content, "apiVersion")
	name, named := textAt(content, "metadata.name")
	if prefix, generated := textAt(content, "metadata.generateName"); generated && !named {
		name, named = prefix+"a", true
	}
	if !named {
		refuse("manifest", kind+" needs a metadata.name", "A string must be given.")
	}
	for _, message := range validation.IsDNS1123Subdomain(name) {
		if named {
			refuse("manifest", fmt.Sprintf("%s %q is invalid", kind, name), "metadata.name: "+message)
		}
	}
	namespace, placed := textAt(content, "metadata.namespace")
	if _, known := kinds[apiVersion+" "+kind]; known && (!placed || namespace == "") {
		refuse("manifest", "Namespace required", fmt.Sprintf("Resources of type '%s, Kind=%s' require a namespace", apiVersion, kind))
	}
	if placed && namespace != "" {
		for _, message := range validation.IsDNS1123Label(namespace) {
			refuse("manifest", fmt.Sprintf("%s %q is invalid", kind, name), "metadata.namespace: "+message)
		}
	}
	// Numbers and booleans become text in a manifest; a list or an object cannot.
	labels, _ := at(content, "metadata.labels").(object)
	for _, message := range labelProblems(withoutNulls(asText(labels))) {
		refuse("manifest", fmt.Sprintf("%s %q is invalid", kind, name), "metadata.labels: "+message)
	}
	annotations, _ := at(content, "metadata.annotations").(object)
	for _, message := range annotationProblems(annotations) {
		refuse("manifest", fmt.Sprintf("%s %q is invalid", kind, name), "metadata.annotations: "+message)
	}
	return problems
}

func asText(values object) object {
	result := object{}
	for key, value := range values {
		switch value.(type) {
		case object, []any, nil:
			result[key] = value
		default:
			result[key] = inText(value)
		}
	}
	return result
}

// The provider leaves null out of what it sends, so a null label is no label.
func withoutNulls(values object) object {
	result := object{}
	for key, value := range values {
		if value != nil {
			result[key] = value
		}
	}
	return result
}
