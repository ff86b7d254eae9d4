package ai.vivace.optim;

import ai.vivace.nn.Layer;
import ai.vivace.nn.Parameter;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Map;

/** A weight, a bias and a norm scale, without a forward pass: tests give the gradients. */
final class TestModel extends Layer {
    final Parameter weight;
    final Parameter bias;
    final Parameter scale;

    TestModel(float... values) {
        this(Shape.of(values.length), values);
    }

    TestModel(Shape shape, float... values) {
        weight = parameter("weight", shape, Parameter.Role.WEIGHT, (tensor, rng) -> tensor.fill(0));
        bias = parameter("bias", shape, Parameter.Role.BIAS, (tensor, rng) -> tensor.fill(0));
        scale = parameter("scale", shape, Parameter.Role.NORM, (tensor, rng) -> tensor.fill(0));
        parameters().values().forEach(parameter -> parameter.assign(Tensor.of(values, shape)));
    }

    /** The weight alone, as a parameter group. */
    Map<String, Parameter> justWeight() {
        return Map.of("weight", weight);
    }

    /** sin(step), sin(2 step), … */
    static float[] wave(int length, double step) {
        float[] wave = new float[length];
        for (int i = 0; i < length; i++) {
            wave[i] = (float) Math.sin((i + 1) * step);
        }
        return wave;
    }

    static void gradient(Parameter parameter, float... values) {
        Autograd.off(() -> parameter.value().grad(Tensor.of(values, parameter.shape())));
    }

    /** Gives every parameter of the model the golden files' gradient before step t. */
    void waveGradients(int t) {
        parameters()
                .values()
                .forEach(parameter ->
                        gradient(parameter, wave((int) parameter.shape().elements(), 0.3 * (t + 1))));
    }
}
