package ai.vivace.lab;

import ai.vivace.base.Rng;
import ai.vivace.init.Initializer;
import ai.vivace.init.Initializers;
import ai.vivace.nn.Activation;
import ai.vivace.nn.Dropout;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Parameter;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.optim.Adam;
import ai.vivace.optim.Optimizer;
import ai.vivace.optim.OptimizerSettings;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Engine;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The net of three inputs, two hidden units and one output, and a task that needs both units. */
final class SmallNet implements AutoCloseable {
    static final String FIRST = "first.weight";
    static final String FIRST_BIAS = "first.bias";
    static final String LAST = "last.weight";
    static final String LAST_BIAS = "last.bias";

    private static final int INPUTS = 3;
    private static final int HIDDEN = 2;
    /** Of both layers, without biases. */
    static final int WEIGHTS = INPUTS * HIDDEN + HIDDEN;

    private static final int ITEMS = 200;

    /** What is to be learnt: inputs [items, 3] and targets [items, 1]. */
    record Task(float[] inputs, float[] targets) {
        /** The loss of the best constant answer. */
        double variance() {
            double mean = 0;
            for (float target : targets) {
                mean += target / targets.length;
            }
            double sum = 0;
            for (float target : targets) {
                sum += (target - mean) * (target - mean);
            }
            return sum / targets.length;
        }
    }

    /**
     * What happened over a training.
     *
     * @param losses before each step and after the last
     * @param distances between the weights of the two hidden units at the same moments
     * @param equalSteps how many steps the two units' weights were equal in every bit
     */
    record History(double[] losses, double[] distances, int equalSteps) {
        double lastLoss() {
            return losses[losses.length - 1];
        }
    }

    private final Sequential net;

    private SmallNet(Map<String, UnaryLayer> layers) {
        net = Sequential.of(layers);
        set(FIRST_BIAS, Initializers.zeros(), Rng.of(0));
        set(LAST_BIAS, Initializers.zeros(), Rng.of(0));
    }

    /** A net whose biases are 0. */
    static SmallNet of(Nonlinearity function) {
        return dropping(function, 0);
    }

    /** As {@link #of}, with dropout of hidden units. */
    static SmallNet dropping(Nonlinearity function, double probability) {
        Map<String, UnaryLayer> layers = new LinkedHashMap<>();
        layers.put("first", Linear.of(INPUTS, HIDDEN));
        layers.put("function", Activation.of(function));
        layers.put("dropout", Dropout.of(probability));
        layers.put("last", Linear.of(HIDDEN, 1));
        return new SmallNet(layers);
    }

    /** The difference of two hidden units with different weights, for inputs of N(0, 1). */
    static Task task(Rng rng) {
        float[] inputs = new float[ITEMS * INPUTS];
        float[] targets = new float[ITEMS];
        for (int i = 0; i < ITEMS; i++) {
            for (int j = 0; j < INPUTS; j++) {
                inputs[i * INPUTS + j] = (float) rng.nextGaussian();
            }
            double a = inputs[i * INPUTS];
            double b = inputs[i * INPUTS + 1];
            double c = inputs[i * INPUTS + 2];
            targets[i] = (float) (Math.tanh(2 * a + b) - Math.tanh(b - 2 * c));
        }
        return new Task(inputs, targets);
    }

    /** Gives both layers' weights their values. */
    SmallNet weights(Initializer rule, Rng rng) {
        return set(FIRST, rule, rng.split(FIRST)).set(LAST, rule, rng.split(LAST));
    }

    /** Gives all weights values: the first unit's three, the second's, and the output's two. */
    SmallNet weights(List<Double> values) {
        return set(FIRST, values.subList(0, INPUTS * HIDDEN)).set(LAST, values.subList(INPUTS * HIDDEN, WEIGHTS));
    }

    private SmallNet set(String path, List<Double> values) {
        double[] numbers = values.stream().mapToDouble(Double::doubleValue).toArray();
        return set(
                path,
                (tensor, rng) ->
                        tensor.copyFrom(Tensor.of(numbers, tensor.shape()).to(tensor.dtype())),
                Rng.of(0));
    }

    /** What most trainings of this net are done with. */
    static OptimizerSettings adam() {
        return Adam.pytorch().learningRate(0.02);
    }

    /** Gives one parameter its values. */
    SmallNet set(String path, Initializer rule, Rng rng) {
        net.parameter(path).initialize(rule, rng);
        return this;
    }

    double[] values(String path) {
        try (Scope scope = Scope.open()) {
            return net.parameter(path).value().detach().toDoubles();
        }
    }

    double[] gradient(String path) {
        try (Scope scope = Scope.open()) {
            return Objects.requireNonNull(net.parameter(path).value().grad()).toDoubles();
        }
    }

    /** What the hidden units give for one item. */
    double[] hidden(float... item) {
        try (Scope scope = Scope.open()) {
            return Autograd.off(() -> {
                Tensor value = Tensor.of(item, Shape.of(1, INPUTS));
                return net.layers()
                        .get(1)
                        .apply(net.layers().get(0).apply(value))
                        .toDoubles();
            });
        }
    }

    /** One backward pass of ½(output − target)² for one item; the output. */
    double backward(float target, float... item) {
        net.parameters().values().forEach(parameter -> parameter.value().clearGrad());
        try (Scope scope = Scope.open()) {
            Tensor output = net.apply(Tensor.of(item, Shape.of(1, INPUTS)));
            output.sub(target).square().mul(0.5).sum().backward();
            return output.item();
        }
    }

    /** Trains on all items at once by the mean squared error. */
    History train(Task task, OptimizerSettings settings, int steps, Rng rng) {
        double[] losses = new double[steps + 1];
        double[] distances = new double[steps + 1];
        int equal = 0;
        Shape shape = Shape.of(task.targets().length, INPUTS);
        try (Scope whole = Scope.open();
                Optimizer optimizer = settings.build(net.parameters())) {
            Tensor inputs = Tensor.of(task.inputs(), shape);
            Tensor targets = Tensor.of(task.targets(), Shape.of(task.targets().length, 1));
            for (int step = 0; step <= steps; step++) {
                distances[step] = distance();
                try (Scope scope = Scope.open()) {
                    Engine.seed(rng.split(step));
                    Tensor loss = net.apply(inputs).sub(targets).square().mean();
                    losses[step] = loss.item();
                    if (step < steps) {
                        loss.backward();
                        optimizer.step();
                        optimizer.clearGradients();
                        equal += distance() == 0 ? 1 : 0;
                    }
                }
            }
            losses[steps] = net.evaluating(() -> Autograd.off(
                    () -> net.apply(inputs).sub(targets).square().mean().item()));
        }
        return new History(losses, distances, equal);
    }

    /** Between the hidden units' incoming weights; 0 only when they are equal in every bit. */
    private double distance() {
        double[] weights = values(FIRST);
        double sum = 0;
        for (int i = 0; i < INPUTS; i++) {
            double difference = weights[i] - weights[INPUTS + i];
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }

    double[] unit(int index) {
        return Arrays.copyOfRange(values(FIRST), index * INPUTS, (index + 1) * INPUTS);
    }

    @Override
    public void close() {
        for (Parameter parameter : net.parameters().values()) {
            parameter.value().clearGrad();
        }
        net.close();
    }
}
