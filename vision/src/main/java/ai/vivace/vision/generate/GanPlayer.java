package ai.vivace.vision.generate;

import ai.vivace.base.Rng;
import ai.vivace.nn.Parameter;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.optim.Optimizer;
import ai.vivace.optim.OptimizerSettings;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Scope;
import java.util.List;
import java.util.function.Supplier;

/** One side's network and what changes it. */
final class GanPlayer implements AutoCloseable {
    private final String name;
    private final UnaryLayer network;
    private final Optimizer optimizer;
    private final double rate;

    GanPlayer(
            String name,
            UnaryLayer network,
            OptimizerSettings settings,
            GanLearnerBuilder.Start start,
            Rng rng,
            Device device) {
        this.name = name;
        this.network = network;
        try (Scope scope = Scope.open()) {
            start.apply(network, rng.split(name));
        }
        network.to(device);
        optimizer = settings.build(network.parameters());
        rate = settings.hyper().learningRate();
    }

    String name() {
        return name;
    }

    UnaryLayer network() {
        return network;
    }

    Optimizer optimizer() {
        return optimizer;
    }

    /** Moves the parameters by their gradients, at a share of the rate, and forgets the gradients. */
    void step(double factor) {
        optimizer.groups().forEach(group -> group.hyper().learningRate(rate * factor));
        optimizer.step();
        optimizer.clearGradients();
    }

    /** Runs something while this side's parameters get no gradients. */
    <T> T resting(Supplier<T> body) {
        List<Parameter> learning = network.parameters().values().stream()
                .filter(Parameter::isTrainable)
                .toList();
        learning.forEach(parameter -> parameter.trainable(false));
        try {
            return body.get();
        } finally {
            learning.forEach(parameter -> parameter.trainable(true));
        }
    }

    @Override
    public void close() {
        optimizer.close();
        network.close();
    }
}
