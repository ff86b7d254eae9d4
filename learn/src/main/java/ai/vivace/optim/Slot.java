package ai.vivace.optim;

import ai.vivace.nn.Parameter;
import ai.vivace.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A parameter in an optimizer, with what the optimizer remembers of it. */
final class Slot {
    /** The name under which the number of steps is saved. */
    static final String STEPS = "steps";

    private final String name;
    private final Parameter parameter;
    private final String rule;
    private final Map<String, Tensor> state = new LinkedHashMap<>();
    private final Map<String, Double> numbers = new LinkedHashMap<>();
    private Tensor value;
    private long steps;

    Slot(String name, Parameter parameter, String rule) {
        this.name = name;
        this.parameter = parameter;
        this.rule = rule;
        this.value = parameter.value();
    }

    String name() {
        return name;
    }

    Parameter parameter() {
        return parameter;
    }

    String rule() {
        return rule;
    }

    Tensor value() {
        return value;
    }

    long steps() {
        return steps;
    }

    void steps(long count) {
        steps = count;
    }

    boolean takesPart() {
        return parameter.isTrainable() && parameter.value().hasGrad();
    }

    boolean moved() {
        return parameter.value() != value;
    }

    /** Follows the parameter, state and all, to the tensor that it lies in now. */
    void follow() {
        value = parameter.value();
        state.replaceAll((key, tensor) -> {
            if (tensor.device().equals(value.device())) {
                return tensor;
            }
            Tensor there = tensor.to(value.device()).retain();
            tensor.close();
            return there;
        });
    }

    Map<String, Tensor> state() {
        return state;
    }

    Tensor state(String key, UnaryOperator<Tensor> start) {
        return state.computeIfAbsent(key, absent -> start.apply(value).retain());
    }

    /** Numbers that the optimizer remembers of this parameter. */
    Map<String, Double> numbers() {
        return numbers;
    }

    void load(String key, Tensor saved) {
        state(key, Tensor::zerosLike).copyFrom(saved);
    }

    void load(String key, double saved) {
        if (key.equals(STEPS)) {
            steps = (long) saved;
        } else {
            numbers.put(key, saved);
        }
    }

    void clear() {
        state.values().forEach(Tensor::close);
        state.clear();
        numbers.clear();
        steps = 0;
    }
}
