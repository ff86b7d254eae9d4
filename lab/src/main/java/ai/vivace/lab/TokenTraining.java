package ai.vivace.lab;

import ai.vivace.metric.Metric;
import ai.vivace.nn.Parameter;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.optim.Adam;
import ai.vivace.optim.GradientClipping;
import ai.vivace.optim.Optimizer;
import ai.vivace.schedule.OneCycle;
import ai.vivace.schedule.Schedule;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import ai.vivace.text.learn.TokenLoss;
import ai.vivace.text.learn.TokenMetric;
import java.util.List;
import java.util.function.IntFunction;

/** Trains a net that answers at each token by so many steps of Adam under a one-cycle, gradients clipped to length 1. */
final class TokenTraining {
    private static final TokenLoss LOSS = TokenLoss.standard();

    private final UnaryLayer net;
    private final double rate;

    TokenTraining(UnaryLayer net, double rate) {
        this.net = net;
        this.rate = rate;
    }

    /** The loss of each step. */
    double[] train(int steps, IntFunction<TokenExamples> batches) {
        double[] losses = new double[steps];
        List<Parameter> parameters = List.copyOf(net.parameters().values());
        Schedule factor = OneCycle.standard().factor();
        net.train();
        try (Optimizer optimizer = Adam.standard().build(net.parameters())) {
            for (int step = 0; step < steps; step++) {
                optimizer.groups().get(0).hyper().learningRate(rate * factor.at((double) step / steps));
                losses[step] = step(batches.apply(step), optimizer, parameters);
            }
        }
        net.eval();
        return losses;
    }

    private double step(TokenExamples batch, Optimizer optimizer, List<Parameter> parameters) {
        try (Scope scope = Scope.open()) {
            Tensor loss = LOSS.mean(net.apply(batch.input()), batch.target());
            loss.backward();
            GradientClipping.byNorm(parameters, 1);
            optimizer.step();
            optimizer.clearGradients();
            return loss.item();
        }
    }

    /** A metric of the net on examples that it has not seen. */
    double measure(Metric metric, List<TokenExamples> batches) {
        Metric.Accumulator accumulator = new TokenMetric(metric).start();
        for (TokenExamples batch : batches) {
            try (Scope scope = Scope.open()) {
                accumulator.add(Autograd.off(() -> net.apply(batch.input())), batch.target());
            }
        }
        return accumulator.value();
    }
}
