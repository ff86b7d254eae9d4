package ai.vivace.init;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;

/**
 * Rules for recurrent layers, whose gates lie one after the other in packed tensors: input weights [gates · hidden, inputs],
 * recurrent weights [gates · hidden, hidden], biases [gates · hidden]. An LSTM has four gates, a GRU three, a plain layer one.
 *
 * <p>The usual choice is {@link #inputWeights}, {@link #recurrentWeights}, and biases of 0 but for an LSTM's {@link #forgetBias}.
 */
public final class Recurrent {
    private static final int LSTM_GATES = 4;

    private Recurrent() {}

    /**
     * What PyTorch gives all weights and biases: uniform within ±1/√hidden.
     *
     * @param hidden the width of the hidden state; positive
     */
    public static Initializer pytorchDefault(long hidden) {
        return Initializers.pytorchDefaultBias(hidden);
    }

    /** Xavier's uniform rule for each gate by itself. */
    public static Initializer inputWeights(int gates) {
        return eachGate(gates, Initializers.xavierUniform(Gain.LINEAR));
    }

    /** An orthogonal matrix for each gate, so that what is remembered neither grows nor fades (Saxe 2013). */
    public static Initializer recurrentWeights(int gates) {
        return eachGate(gates, Initializers.orthogonal(Gain.LINEAR));
    }

    /**
     * An LSTM's bias that starts it remembering: a value at the forget gate, 0 at the others (Gers 2000, Jozefowicz 2015).
     *
     * <p>PyTorch's layers add two biases. Give one of them this rule and the other zeros; with this rule in both, the forget bias
     * would be twice the value.
     *
     * @param value 1 is usual
     */
    public static Initializer forgetBias(double value, GateOrder order) {
        return (tensor, rng) -> {
            long hidden = hidden(tensor.shape());
            tensor.fill(0);
            try (Scope scope = Scope.open()) {
                tensor.narrow(0, order.forget() * hidden, hidden).fill(value);
            }
        };
    }

    /**
     * An LSTM's bias for long dependencies: at the forget gate log U(1, longest - 1), at the input gate its negative, 0 at the others
     * (Tallec and Ollivier 2018). The other bias of PyTorch's layers starts at 0.
     *
     * @param longest the length of the longest dependencies in steps; above 2
     */
    public static Initializer chronoBias(double longest, GateOrder order) {
        InputException.require(
                longest > 2 && longest < Double.POSITIVE_INFINITY,
                () -> "Chrono initialisation needs a longest dependency above 2 steps, but came " + longest + ".");
        return (tensor, rng) -> {
            long hidden = hidden(tensor.shape());
            tensor.fill(0);
            try (Scope scope = Scope.open()) {
                Tensor forget = Tensor.zeros(Shape.of(hidden))
                        .fillUniform(1, longest - 1, rng)
                        .log();
                tensor.narrow(0, order.forget() * hidden, hidden).copyFrom(forget);
                tensor.narrow(0, order.input() * hidden, hidden).copyFrom(forget.neg());
            }
        };
    }

    /**
     * The recurrent weights of a plain layer with ReLU: the identity, so that it starts by adding up its inputs (IRNN, Le, Jaitly and
     * Hinton 2015). Their input weights were N(0, 0.001), their biases 0.
     */
    public static Initializer identity() {
        return Initializers.identity(1);
    }

    /** A rule for each gate's part of a packed tensor by itself. */
    private static Initializer eachGate(int gates, Initializer rule) {
        InputException.require(gates > 0, () -> "A recurrent layer has at least one gate, but came " + gates + ".");
        return (tensor, rng) -> {
            long rows = Initializers.matrix("A recurrent layer's weight", tensor.shape())
                    .size(0);
            InputException.require(
                    rows % gates == 0,
                    () -> "A weight of " + gates + " gates needs a multiple of as many rows, but has shape "
                            + tensor.shape() + ".");
            try (Scope scope = Scope.open()) {
                for (int i = 0; i < gates; i++) {
                    rule.initialize(tensor.narrow(0, i * (rows / gates), rows / gates), rng.split(i));
                }
            }
        };
    }

    private static long hidden(Shape bias) {
        InputException.require(
                bias.rank() == 1 && bias.size(0) % LSTM_GATES == 0,
                () -> "An LSTM's bias has the shape [4 · hidden], but came " + bias + ".");
        return bias.size(0) / LSTM_GATES;
    }
}
