package ai.vivace.nn;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.base.Spelling;
import ai.vivace.init.Initializer;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A node of a model's tree: parameters, buffers and children, each with a name.
 *
 * <p>A layer registers them in its constructor, in the order of the reference implementation; a name in the whole tree is the
 * path to it, joined by dots, as in {@code layer1.0.conv1.weight}. The layer owns its tensors' memory: {@link #close} frees
 * it.
 */
public abstract class Layer implements AutoCloseable {
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Map<String, Tensor> buffers = new LinkedHashMap<>();
    private final Map<String, Layer> children = new LinkedHashMap<>();
    private boolean training = true;

    /** Registers a parameter. It starts by its rule; {@link #initialize} draws it again from a seed. */
    protected final Parameter parameter(String name, Shape shape, Parameter.Role role, Initializer initializer) {
        Parameter parameter = new Parameter(shape, role, initializer);
        register(parameters, name, parameter);
        return parameter;
    }

    /** Registers another layer's parameter as this one's own: for a layer that takes that one's place. */
    final void adopt(String name, Parameter parameter) {
        register(parameters, name, parameter);
    }

    /** Registers a tensor that is part of the state but not trained; read it by {@link #buffer(String)}. */
    protected final void buffer(String name, Tensor initial) {
        register(buffers, name, initial.retain());
    }

    /** One of this layer's own buffers. */
    protected final Tensor buffer(String name) {
        Tensor buffer = buffers.get(name);
        if (buffer == null) {
            throw new IllegalArgumentException(this + " has no buffer " + name);
        }
        return buffer;
    }

    /** Registers a child. */
    protected final <L extends Layer> L child(String name, L layer) {
        register(children, name, layer);
        return layer;
    }

    /** Takes a child out of the tree and frees its memory: for what a layer has for a time only. */
    protected final void release(String name) {
        Layer child = children.remove(name);
        if (child == null) {
            throw new IllegalArgumentException(this + " has no child " + name);
        }
        child.close();
    }

    private <T> void register(Map<String, T> registry, String name, T value) {
        if (name.isEmpty() || name.contains(".")) {
            throw new IllegalArgumentException("A name in a layer must not be empty or have a dot: \"" + name + "\"");
        }
        if (parameters.containsKey(name) || buffers.containsKey(name) || children.containsKey(name)) {
            throw new IllegalArgumentException(this + " already has a \"" + name + "\"");
        }
        registry.put(name, value);
    }

    /** The layer's own parts one level down, in order. */
    public final Map<String, Layer> children() {
        return Collections.unmodifiableMap(children);
    }

    /** This layer's own parameters, without its children's, by name. */
    public final Map<String, Parameter> ownParameters() {
        return Collections.unmodifiableMap(parameters);
    }

    /** Visits this layer (with path "") and all below it, parents first, in order. */
    public final void walk(BiConsumer<String, Layer> visitor) {
        walk("", visitor);
    }

    private void walk(String path, BiConsumer<String, Layer> visitor) {
        visitor.accept(path, this);
        children.forEach((name, child) -> child.walk(join(path, name), visitor));
    }

    /** All parameters of the tree by path, in order. */
    public final Map<String, Parameter> parameters() {
        Map<String, Parameter> all = new LinkedHashMap<>();
        walk((path, layer) -> layer.parameters.forEach((name, parameter) -> all.put(join(path, name), parameter)));
        return all;
    }

    /**
     * A parameter of the tree by its path.
     *
     * @throws InputException when there is none; it suggests the nearest
     */
    public final Parameter parameter(String path) {
        Map<String, Parameter> all = parameters();
        Parameter parameter = all.get(path);
        if (parameter == null) {
            throw new InputException(Spelling.unknown("parameter", path, all.keySet()));
        }
        return parameter;
    }

    /**
     * The state dictionary: the values of all parameters and buffers of the tree by path, in PyTorch's order. The tensors are
     * the model's own, without gradients.
     */
    public final Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        walk((path, layer) -> {
            layer.parameters.forEach((name, parameter) ->
                    state.put(join(path, name), parameter.value().detach()));
            layer.buffers.forEach((name, buffer) -> state.put(join(path, name), buffer));
        });
        return state;
    }

    /**
     * Overwrites all parameters and buffers of the tree, converting types and devices as needed.
     *
     * @param state a value for each name in {@link #state}, and no more; usually read from a file
     * @throws InputException when a name is missing or too many or a shape differs; it lists them all and likely renames, and
     *     nothing has changed
     */
    public final void load(Map<String, Tensor> state) {
        StateDifference difference = difference(state);
        InputException.require(difference.isEmpty(), () -> "The state does not fit the model: " + difference);
        overwrite(difference.matching(), state);
    }

    /**
     * Overwrites those parameters and buffers that the state has in the right shape and leaves the others: a trained body under
     * a new head, say.
     *
     * @return what fitted and what did not
     */
    public final StateDifference loadMatching(Map<String, Tensor> state) {
        StateDifference difference = difference(state);
        overwrite(difference.matching(), state);
        return difference;
    }

    private StateDifference difference(Map<String, Tensor> state) {
        try (Scope scope = Scope.open()) {
            return StateDifference.between(state(), state);
        }
    }

    private void overwrite(List<String> names, Map<String, Tensor> values) {
        Map<String, Parameter> parameters = parameters();
        try (Scope scope = Scope.open()) {
            Map<String, Tensor> own = state();
            for (String name : names) {
                Tensor value = Objects.requireNonNull(values.get(name));
                Parameter parameter = parameters.get(name);
                if (parameter != null) {
                    parameter.assign(value);
                } else {
                    Tensor buffer = Objects.requireNonNull(own.get(name));
                    Autograd.off(() -> {
                        buffer.copyFrom(value);
                    });
                }
            }
        }
    }

    /** Draws all parameters anew, each from the stream of its own path. */
    public final void initialize(Rng rng) {
        parameters().forEach((path, parameter) -> parameter.initialize(rng.split(path)));
    }

    /** Draws those parameters that were neither initialised nor loaded nor trained before: a new head on a trained body. */
    public final void initializePristine(Rng rng) {
        parameters().forEach((path, parameter) -> {
            if (parameter.isPristine()) {
                parameter.initialize(rng.split(path));
            }
        });
    }

    /** Makes the whole tree behave as in training: dropout drops, batch norm uses the batch. Layers start so. */
    public final void train() {
        walk((path, layer) -> layer.training = true);
    }

    /** Makes the whole tree behave as in use. */
    public final void eval() {
        walk((path, layer) -> layer.training = false);
    }

    /** Whether this layer, of itself, behaves as in training. */
    public final boolean isTraining() {
        return training;
    }

    /** Runs something while the whole tree is as in use; afterwards each layer is as it was. */
    public final <T> T evaluating(Supplier<T> body) {
        return in(layer -> false, body);
    }

    /** Runs something while the whole tree is as in training; afterwards each layer is as it was. */
    public final <T> T training(Supplier<T> body) {
        return in(layer -> true, body);
    }

    /**
     * Runs something while {@linkplain Stochastic layers that draw at random} do so and all others are as in use; afterwards each
     * layer is as it was. For Monte-Carlo dropout.
     */
    public final <T> T drawing(Supplier<T> body) {
        return in(layer -> layer instanceof Stochastic, body);
    }

    private <T> T in(Predicate<Layer> mode, Supplier<T> body) {
        IdentityHashMap<Layer, Boolean> before = new IdentityHashMap<>();
        walk((path, layer) -> before.put(layer, layer.training));
        walk((path, layer) -> layer.training = mode.test(layer));
        try {
            return body.get();
        } finally {
            before.forEach((layer, was) -> layer.training = was);
        }
    }

    /** Excludes all parameters of the tree from training. */
    public final void freeze() {
        parameters().values().forEach(parameter -> parameter.trainable(false));
    }

    /** Includes all parameters of the tree in training. */
    public final void unfreeze() {
        parameters().values().forEach(parameter -> parameter.trainable(true));
    }

    /** Moves all parameters and buffers of the tree to a device. */
    public final void to(Device device) {
        walk((path, layer) -> {
            layer.parameters.values().forEach(parameter -> parameter.to(device));
            layer.buffers.replaceAll((name, buffer) ->
                    buffer.device().equals(device) ? buffer : buffer.to(device).retain());
        });
    }

    /** The number of elements of all parameters. */
    public final long parameterCount() {
        return parameters().values().stream()
                .mapToLong(parameter -> parameter.shape().elements())
                .sum();
    }

    /**
     * What a catalogue needs to build this layer again, without values: plain numbers, texts, booleans and lists of them. Empty
     * for a layer without settings.
     */
    public Map<String, Object> settings() {
        return Map.of();
    }

    /** Frees the memory of all parameters and buffers of the tree. */
    @Override
    public final void close() {
        walk((path, layer) -> {
            layer.parameters.values().forEach(Parameter::close);
            layer.buffers.values().forEach(Tensor::close);
        });
    }

    /** The type and its settings, as in {@code Linear(inputs=784, outputs=10)}. */
    @Override
    public String toString() {
        String settings = settings().toString();
        return getClass().getSimpleName() + "(" + settings.substring(1, settings.length() - 1) + ")";
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
