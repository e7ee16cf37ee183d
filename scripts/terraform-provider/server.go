package main

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// The plugin protocol over a provider's table.
type server struct {
	unsupported
	provider provider
}

func (s *server) find(name string) (resource, tftypes.Type, error) {
	found, known := s.provider.resources[name]
	if !known {
		return resource{}, nil, fmt.Errorf("the test provider serves no resource %q", name)
	}
	return found, found.schema().ValueType(), nil
}

func (s *server) GetMetadata(context.Context, *tfprotov6.GetMetadataRequest) (*tfprotov6.GetMetadataResponse, error) {
	response := &tfprotov6.GetMetadataResponse{ServerCapabilities: &tfprotov6.ServerCapabilities{}}
	for name := range s.provider.resources {
		response.Resources = append(response.Resources, tfprotov6.ResourceMetadata{TypeName: name})
	}
	return response, nil
}

func (s *server) GetProviderSchema(context.Context, *tfprotov6.GetProviderSchemaRequest) (*tfprotov6.GetProviderSchemaResponse, error) {
	response := &tfprotov6.GetProviderSchemaResponse{
		ServerCapabilities: &tfprotov6.ServerCapabilities{},
		Provider:           &tfprotov6.Schema{Block: s.provider.configuration.schema()},
		ResourceSchemas:    map[string]*tfprotov6.Schema{},
	}
	for name, each := range s.provider.resources {
		response.ResourceSchemas[name] = each.schema()
	}
	return response, nil
}

func (s *server) ValidateProviderConfig(_ context.Context, request *tfprotov6.ValidateProviderConfigRequest) (*tfprotov6.ValidateProviderConfigResponse, error) {
	return &tfprotov6.ValidateProviderConfigResponse{PreparedConfig: request.Config}, nil
}

func (s *server) ConfigureProvider(context.Context, *tfprotov6.ConfigureProviderRequest) (*tfprotov6.ConfigureProviderResponse, error) {
	return &tfprotov6.ConfigureProviderResponse{}, nil // there is no server to log in to
}

func (s *server) StopProvider(context.Context, *tfprotov6.StopProviderRequest) (*tfprotov6.StopProviderResponse, error) {
	return &tfprotov6.StopProviderResponse{}, nil
}

func (s *server) ValidateResourceConfig(_ context.Context, request *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	found, valueType, err := s.find(request.TypeName)
	if err != nil {
		return nil, err
	}
	configuration, err := request.Config.Unmarshal(valueType)
	if err != nil {
		return nil, err
	}
	response := &tfprotov6.ValidateResourceConfigResponse{}
	if values, isObject := plain(configuration).(object); isObject && found.validate != nil {
		response.Diagnostics = diagnostics(found.validate(values))
	}
	return response, nil
}

func (s *server) UpgradeResourceState(_ context.Context, request *tfprotov6.UpgradeResourceStateRequest) (*tfprotov6.UpgradeResourceStateResponse, error) {
	_, valueType, err := s.find(request.TypeName)
	if err != nil {
		return nil, err
	}
	value, err := request.RawState.UnmarshalWithOpts(valueType, tfprotov6.UnmarshalOpts{
		ValueFromJSONOpts: tftypes.ValueFromJSONOpts{IgnoreUndefinedAttributes: true},
	})
	if err != nil {
		return nil, err
	}
	state, err := tfprotov6.NewDynamicValue(valueType, value)
	return &tfprotov6.UpgradeResourceStateResponse{UpgradedState: &state}, err
}

// Nothing changes behind Terraform's back: what was applied is what is there, as the provider reads it.
func (s *server) ReadResource(_ context.Context, request *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	response := &tfprotov6.ReadResourceResponse{NewState: request.CurrentState, Private: request.Private}
	found, valueType, err := s.find(request.TypeName)
	if err != nil || found.read == nil {
		return response, err
	}
	current, err := request.CurrentState.Unmarshal(valueType)
	if err != nil {
		return nil, err
	}
	state, err := tfprotov6.NewDynamicValue(valueType, found.read(current))
	response.NewState = &state
	return response, err
}

func (s *server) PlanResourceChange(_ context.Context, request *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	found, valueType, err := s.find(request.TypeName)
	if err != nil {
		return nil, err
	}
	prior, err := request.PriorState.Unmarshal(valueType)
	if err != nil {
		return nil, err
	}
	proposed, err := request.ProposedNewState.Unmarshal(valueType)
	if err != nil {
		return nil, err
	}
	response := &tfprotov6.PlanResourceChangeResponse{
		PlannedPrivate: request.PriorPrivate, UnsafeToUseLegacyTypeSystem: found.isLegacy(),
	}
	if proposed.IsNull() { // destroy
		response.PlannedState = request.ProposedNewState
		return response, nil
	}
	planned, err := found.fill(proposed, prior.IsNull())
	if err != nil {
		return nil, err
	}
	if planned, err = found.keep(planned, prior); err != nil {
		return nil, err
	}
	if found.plan != nil {
		var problems []problem
		planned, problems = found.plan(planned, prior)
		response.Diagnostics = diagnostics(problems)
		if anyError(problems) {
			return response, nil
		}
	}
	response.RequiresReplace = found.replacements(prior, planned)
	state, err := tfprotov6.NewDynamicValue(valueType, planned)
	response.PlannedState = &state
	return response, err
}

// What a server will choose is unknown when an object is created, and stays what it was when it is updated.
func (r resource) fill(proposed tftypes.Value, creating bool) (tftypes.Value, error) {
	return tftypes.Transform(proposed, func(path *tftypes.AttributePath, value tftypes.Value) (tftypes.Value, error) {
		if !value.IsNull() {
			return value, nil
		}
		if fallback, declared := r.defaults[dotted(path)]; declared {
			return tftypes.NewValue(value.Type(), fallback), nil
		}
		if creating && r.block.computedAt(path) {
			return tftypes.NewValue(value.Type(), tftypes.UnknownValue), nil
		}
		return value, nil
	})
}

// What stands for the value in the state is no change of it.
func (r resource) keep(planned, prior tftypes.Value) (tftypes.Value, error) {
	if prior.IsNull() || len(r.same) == 0 {
		return planned, nil
	}
	return tftypes.Transform(planned, func(path *tftypes.AttributePath, value tftypes.Value) (tftypes.Value, error) {
		same, declared := r.same[dotted(path)]
		former, there := reached(prior, path)
		if !declared || !there || !value.IsKnown() {
			return value, nil
		}
		before, _ := plain(former).(string)
		after, _ := plain(value).(string)
		if same(before, after) {
			return former, nil
		}
		return value, nil
	})
}

func (r resource) replacements(prior, planned tftypes.Value) []*tftypes.AttributePath {
	if prior.IsNull() {
		return nil
	}
	var result []*tftypes.AttributePath
	for _, path := range r.replacedBy {
		before, after := at(plain(prior), path), at(plain(planned), path)
		if before != after {
			result = append(result, corePath(path))
		}
	}
	return result
}

func (s *server) ApplyResourceChange(_ context.Context, request *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	found, valueType, err := s.find(request.TypeName)
	if err != nil {
		return nil, err
	}
	planned, err := request.PlannedState.Unmarshal(valueType)
	if err != nil {
		return nil, err
	}
	response := &tfprotov6.ApplyResourceChangeResponse{
		Private: request.PlannedPrivate, NewState: request.PlannedState, UnsafeToUseLegacyTypeSystem: found.isLegacy(),
	}
	if planned.IsNull() { // destroyed
		return response, nil
	}
	if found.plan != nil { // by now all is known that it needs
		var problems []problem
		planned, problems = found.plan(planned, planned)
		response.Diagnostics = diagnostics(problems)
		if anyError(problems) {
			response.NewState = request.PriorState
			return response, nil
		}
	}
	values := plain(planned).(object)
	if found.apply != nil {
		problems := found.apply(values)
		response.Diagnostics = append(response.Diagnostics, diagnostics(problems)...)
		if anyError(problems) {
			response.NewState = request.PriorState
			return response, nil
		}
	}
	applied, err := tftypes.Transform(planned, func(path *tftypes.AttributePath, value tftypes.Value) (tftypes.Value, error) {
		if value.IsKnown() {
			return value, nil
		}
		choose, declared := found.computed[dotted(path)]
		if !declared {
			return tftypes.NewValue(value.Type(), nil), nil
		}
		return tftypes.NewValue(value.Type(), choose(values)), nil
	})
	if err != nil {
		return nil, err
	}
	state, err := tfprotov6.NewDynamicValue(valueType, applied)
	response.NewState = &state
	return response, err
}
