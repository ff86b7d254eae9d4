package ai.vivace.lab;

import static ai.vivace.lab.Wording.brief;
import static ai.vivace.lab.Wording.count;
import static ai.vivace.lab.Wording.vector;

import ai.vivace.base.Rng;
import ai.vivace.plot.Axis;
import ai.vivace.plot.LineChart;
import ai.vivace.tensor.Nonlinearity;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What becomes of the net of three inputs, two units and one output from weights that somebody has chosen. */
final class OwnWeights {
    private OwnWeights() {}

    static void tell(Findings.Builder findings, List<Double> weights, int steps, long seed) {
        double[] first = values(weights.subList(0, 3));
        double[] second = values(weights.subList(3, 6));
        boolean clones = Arrays.equals(first, second) && weights.get(6).equals(weights.get(7));
        Table.Builder table = Table.of("function", "unit", "hidden", "dW1", "dW2", "output");
        for (Nonlinearity function : List.of(Nonlinearity.SIGMOID, Nonlinearity.TANH, Nonlinearity.RELU)) {
            try (SmallNet net = SmallNet.of(function).weights(weights)) {
                double[] hidden = net.hidden(1, 2, 3);
                double output = net.backward(1, 1, 2, 3);
                double[] into = net.gradient(SmallNet.FIRST);
                double[] outOf = net.gradient(SmallNet.LAST);
                for (int unit = 0; unit < 2; unit++) {
                    table.row(
                            function,
                            unit + 1,
                            hidden[unit],
                            vector(Arrays.copyOfRange(into, 3 * unit, 3 * unit + 3)),
                            outOf[unit],
                            output);
                }
            }
        }
        SmallNet.Task task = SmallNet.task(Rng.of(seed).split("task"));
        SmallNet.History history;
        double[][] ends = new double[2][];
        try (SmallNet net = SmallNet.of(Nonlinearity.TANH).weights(weights)) {
            history = net.train(task, SmallNet.adam(), steps, Rng.of(seed));
            ends[0] = net.unit(0);
            ends[1] = net.unit(1);
        }
        double variance = task.variance();
        findings.value("own-loss", history.lastLoss())
                .value("own-distance", history.distances()[steps])
                .value("own-equal-steps", history.equalSteps())
                .section("Weights of your own")
                .text("The net from " + vector(first) + " and " + vector(second) + " into the units and "
                        + vector(values(weights.subList(6, 8)))
                        + " out of them, with the item x = (1, 2, 3) and the loss ½(output − 1)²:")
                .table("own-gradients", table.build())
                .text(
                        clones
                                ? "The units are **clones**: they start equal, and so do the weights behind them, so that their gradients"
                                        + " are equal."
                                : "The units are not clones"
                                        + (Arrays.equals(first, second)
                                                ? ": what leads to them is equal, but not what leads from them, which is enough to part them"
                                                        + " unless no gradient comes through."
                                                : "."))
                .text("Trained as above, with tanh, for " + count(steps, "step") + ", the loss ends at "
                        + brief(history.lastLoss())
                        + " where the best constant has " + brief(variance) + ". The units' weights end at "
                        + vector(ends[0])
                        + " and " + vector(ends[1]) + "; they were equal in every bit after "
                        + count(history.equalSteps(), "step") + ".")
                .chart(
                        "own",
                        LineChart.of("Loss from weights of your own")
                                .xAxis(Axis.linear("step"))
                                .yAxis(Axis.linear("mean squared error"))
                                .line(
                                        "loss",
                                        IntStream.rangeClosed(0, steps)
                                                .asDoubleStream()
                                                .toArray(),
                                        history.losses())
                                .level("variance", variance)
                                .build(),
                        "Below the level of the variance the net has learnt something; at 0 it has learnt all there is.");
    }

    private static double[] values(List<Double> weights) {
        return weights.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
