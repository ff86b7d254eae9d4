package ai.vivace.optim;

import ai.vivace.base.InputException;
import ai.vivace.nn.Parameter;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * Changes parameters by their gradients: a list of steppers over parameter groups, made by {@link OptimizerSettings#build}.
 *
 * <p>Parameters that are frozen or have no gradient sit a step out: they do not move or decay, and their state stays. State is
 * made when it is first needed. Not for several threads at once.
 */
public final class Optimizer implements AutoCloseable {
    /** The state that holds the running mean of what {@link #observeCurvature} takes in. */
    static final String CURVATURE = "curvature";

    private static final String SHARED = ":shared:";

    private final List<OptimizerGroup> groups;
    private final List<Stepper> steppers;
    private final SharedNumbers shared = new SharedNumbers();
    private final Optional<String> evaluationState;
    private final OptionalInt curvatureInterval;

    Optimizer(List<? extends Map<String, Parameter>> parameterGroups, OptimizerSettings settings) {
        this.groups = parameterGroups.stream()
                .map(group -> new OptimizerGroup(group, settings, shared))
                .toList();
        this.steppers = List.copyOf(settings.steppers());
        this.evaluationState = settings.evaluationState();
        this.curvatureInterval = settings.curvatureInterval();
        Set<String> names = new HashSet<>();
        Set<Parameter> parameters = new HashSet<>();
        for (OptimizerGroup group : groups) {
            group.parameters().forEach((name, parameter) -> {
                InputException.require(
                        names.add(name) && parameters.add(parameter),
                        () -> "Parameter \"" + name + "\" is in two places of the optimizer's groups; keep it in one.");
            });
        }
    }

    /** Moves all trainable parameters that have a gradient. */
    public void step() {
        Autograd.off(() -> {
            try (Scope scope = Scope.open()) {
                List<Step> steps = new ArrayList<>();
                groups.forEach(group -> steps.addAll(group.steps()));
                if (!steps.isEmpty()) {
                    step(steps);
                }
            }
        });
    }

    private void step(List<Step> steps) {
        steps.forEach(Step::begin);
        for (Stepper stepper : steppers) {
            stepper.begin(shared);
            steps.forEach(stepper::step);
        }
        steps.forEach(Step::end);
    }

    /** Whether the model is to be judged and used with other values than those it trains with; see {@link #evaluationPoint}. */
    public boolean hasEvaluationPoint() {
        return evaluationState.isPresent();
    }

    /**
     * The values with which the model is to be judged and used, where these are not those it trains with: the averages of Schedule-Free.
     * Parameters that have not been stepped are not there. The tensors are the optimizer's own, and change with the next step.
     */
    public Map<Parameter, Tensor> evaluationPoint() {
        Map<Parameter, Tensor> point = new LinkedHashMap<>();
        evaluationState.ifPresent(name -> groups.forEach(group -> group.slots().forEach(slot -> {
            Tensor value = slot.state().get(name);
            if (value != null) {
                point.put(slot.parameter(), value);
            }
        })));
        return point;
    }

    /** Every how many steps {@link #observeCurvature} is to be called; empty where the optimizer goes by gradients alone. */
    public OptionalInt curvatureInterval() {
        return curvatureInterval;
    }

    /**
     * Takes an estimate of the loss's curvature along each element into its running mean, for optimizers as {@link Sophia}. Others have no
     * use for it.
     *
     * @param estimates by parameter, each in the parameter's shape; parameters without one keep what they have
     */
    public void observeCurvature(Map<Parameter, Tensor> estimates) {
        Autograd.off(() -> groups.forEach(group -> group.slots().forEach(slot -> {
            Tensor estimate = estimates.get(slot.parameter());
            if (estimate != null) {
                slot.state(CURVATURE, Tensor::zerosLike)
                        .lerpInPlace(estimate, 1 - group.hyper().squareMomentum());
            }
        })));
    }

    /** Forgets the gradients of all parameters and frees their memory. */
    public void clearGradients() {
        for (OptimizerGroup group : groups) {
            for (Slot slot : group.slots()) {
                slot.parameter().value().clearGrad();
            }
        }
    }

    /** The groups, in the order in which they were given: from the model's input to its head. */
    public List<OptimizerGroup> groups() {
        return groups;
    }

    /** The state as it is now. The tensors are the optimizer's own, and change with the next step. */
    public OptimizerState state() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Map<String, Double> numbers = new LinkedHashMap<>();
        shared.all().forEach((name, value) -> numbers.put(SHARED + name, value));
        for (int i = 0; i < groups.size(); i++) {
            String prefix = hyperPrefix(i);
            groups.get(i).hyper().numbers().forEach((name, value) -> numbers.put(prefix + name, value));
            for (Slot slot : groups.get(i).slots()) {
                slot.state().forEach((name, tensor) -> tensors.put(slot.name() + ":" + name, tensor));
                slot.numbers().forEach((name, value) -> numbers.put(slot.name() + ":" + name, value));
                if (slot.steps() > 0) {
                    numbers.put(slot.name() + ":" + Slot.STEPS, (double) slot.steps());
                }
            }
        }
        return new OptimizerState(tensors, numbers);
    }

    /**
     * Takes a saved state in place of the present one. The values are copied. A parameter of which the saved state knows nothing
     * starts anew.
     *
     * @throws InputException when the state has tensors for parameters that are not here, or in other shapes, or more groups
     */
    public void load(OptimizerState saved) {
        Map<String, Slot> slots = new LinkedHashMap<>();
        groups.forEach(group -> group.slots().forEach(slot -> slots.put(slot.name(), slot)));
        check(saved, slots);
        // Copied first: the saved tensors may be this optimizer's own, which clearing frees.
        try (OptimizerState copy = saved.copy()) {
            clearState();
            Autograd.off(() -> copy.tensors().forEach((key, tensor) -> {
                int colon = key.lastIndexOf(':');
                slotOf(key, slots).load(key.substring(colon + 1), tensor);
            }));
        }
        saved.numbers().forEach((key, value) -> {
            int colon = key.lastIndexOf(':');
            Slot slot = slots.get(key.substring(0, Math.max(0, colon)));
            if (key.startsWith(SHARED)) {
                shared.set(key.substring(SHARED.length()), value);
            } else if (slot != null) {
                slot.load(key.substring(colon + 1), value);
            }
        });
        for (int i = 0; i < groups.size(); i++) {
            groups.get(i).hyper().load(saved.numbers(), hyperPrefix(i));
        }
    }

    /** Forgets all state, as if no step had been taken; hyper-parameters stay. */
    public void clearState() {
        shared.clear();
        for (OptimizerGroup group : groups) {
            group.forgetSteps();
            group.slots().forEach(Slot::clear);
        }
    }

    /** Frees the state. The parameters are the model's and stay. */
    @Override
    public void close() {
        clearState();
    }

    private void check(OptimizerState saved, Map<String, Slot> slots) {
        int beyond = groups.size();
        InputException.require(
                saved.numbers().keySet().stream().noneMatch(name -> name.startsWith(hyperPrefix(beyond))),
                () -> "The saved optimizer state has more parameter groups than the " + beyond
                        + " that are here. Is it of another model?");
        Set<String> unknown = new TreeSet<>();
        saved.tensors().forEach((key, tensor) -> {
            Slot slot = slots.get(key.substring(0, Math.max(0, key.lastIndexOf(':'))));
            if (slot == null) {
                unknown.add(key);
            } else if (!slot.value().shape().equals(tensor.shape())) {
                throw new InputException("The saved optimizer state \"" + key + "\" has shape " + tensor.shape()
                        + ", but the parameter has " + slot.value().shape() + ". Is it of another model?");
            }
        });
        InputException.require(
                unknown.isEmpty(),
                () -> "The saved optimizer state has entries for parameters that are not here: " + unknown
                        + ". Is it of another model?");
    }

    private static Slot slotOf(String key, Map<String, Slot> slots) {
        Slot slot = slots.get(key.substring(0, key.lastIndexOf(':')));
        if (slot == null) {
            throw new IllegalStateException("Unchecked key " + key);
        }
        return slot;
    }

    private static String hyperPrefix(int group) {
        return "group" + group + ":";
    }
}
