package ai.vivace.trees.calibration;

import ai.vivace.base.InputException;
import ai.vivace.plot.Axis;
import ai.vivace.plot.Chart;
import ai.vivace.plot.LineChart;
import ai.vivace.trees.Target;
import ai.vivace.trees.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What it costs to decide for a class when another is true, in any unit; a gain is a cost below 0. Of calibrated probabilities the best
 * decision follows at once (Elkan 2001); of others the best threshold is found on held-out rows.
 *
 * @param costs for each true class a row, with a number for each class that is decided for
 */
public record CostMatrix(List<List<Double>> costs) {
    public CostMatrix {
        costs = costs.stream().map(List::copyOf).toList();
        List<List<Double>> given = costs;
        InputException.require(
                given.size() >= 2 && given.stream().allMatch(row -> row.size() == given.size()),
                () -> "Costs are a square of at least 2 classes, but are " + given + ".");
        InputException.require(
                given.stream().flatMap(List::stream).allMatch(Double::isFinite),
                () -> "Costs must be finite, but are " + given + ".");
    }

    /**
     * Costs of two classes, right decisions costing nothing.
     *
     * @param falseAlarm of deciding for the second class when the first is true; above 0
     * @param miss of deciding for the first class when the second is true; above 0
     */
    public static CostMatrix ofErrors(double falseAlarm, double miss) {
        InputException.require(
                falseAlarm > 0 && miss > 0,
                () -> "Errors must cost more than nothing, but came " + falseAlarm + " and " + miss + ".");
        return new CostMatrix(List.of(List.of(0.0, falseAlarm), List.of(miss, 0.0)));
    }

    /** The class whose expected cost is least; of equal ones the first. */
    public int decide(double[] probabilities) {
        InputException.require(
                probabilities.length == costs.size(),
                () -> "Costs are of " + costs.size() + " classes, but came " + probabilities.length
                        + " probabilities.");
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int decided = 0; decided < probabilities.length; decided++) {
            double cost = 0;
            for (int truth = 0; truth < probabilities.length; truth++) {
                cost += probabilities[truth] * costs.get(truth).get(decided);
            }
            if (cost < least) {
                least = cost;
                best = decided;
            }
        }
        return best;
    }

    /**
     * From which probability of the second of two classes on deciding for it costs less, if probabilities are calibrated.
     *
     * @throws InputException when there are more classes, or wrong decisions do not cost more than right ones
     */
    public double threshold() {
        requireTwo();
        double falseAlarm = costs.get(0).get(1) - costs.get(0).get(0);
        double miss = costs.get(1).get(0) - costs.get(1).get(1);
        InputException.require(
                falseAlarm > 0 && miss > 0,
                () -> "There is a threshold only where wrong decisions cost more than right ones, but costs are "
                        + costs + ".");
        return falseAlarm / (falseAlarm + miss);
    }

    /**
     * A threshold, and what it costs.
     *
     * @param value deciding for the second class from this probability on; infinite for never
     * @param cost the mean over the rows
     */
    public record Threshold(double value, double cost) {}

    /**
     * The threshold that costs least on some rows, best held-out ones: midway between two neighbouring probabilities; of equal ones the
     * lowest.
     *
     * @throws InputException when there are more than two classes, or probabilities do not fit the target
     */
    public Threshold best(double[][] predicted, Target target) {
        List<Threshold> all = thresholds(predicted, target);
        Threshold best = all.get(0);
        for (Threshold threshold : all) {
            best = threshold.cost() < best.cost() ? threshold : best;
        }
        return best;
    }

    /** What each threshold costs that makes a difference on some rows, rising: from always deciding for the second class, at 0, to never. */
    public List<Threshold> thresholds(double[][] predicted, Target target) {
        requireTwo();
        int classes = CalibratedModel.requireClasses(target, predicted);
        InputException.require(classes == 2, () -> "Costs are of 2 classes, but the target has " + classes + ".");
        int[] order = IntStream.range(0, predicted.length)
                .boxed()
                .sorted((a, b) -> Double.compare(predicted[a][1], predicted[b][1]))
                .mapToInt(row -> row)
                .toArray();
        double weight = 0;
        double cost = 0;
        for (int row : order) {
            weight += target.weight(row);
            cost += target.weight(row) * costs.get((int) target.value(row)).get(1);
        }
        List<Threshold> all = new ArrayList<>(List.of(new Threshold(0, cost / weight)));
        for (int i = 0; i < order.length; ) {
            double here = predicted[order[i]][1];
            for (; i < order.length && predicted[order[i]][1] == here; i++) {
                List<Double> own = costs.get((int) target.value(order[i]));
                cost += target.weight(order[i]) * (own.get(0) - own.get(1));
            }
            double next = i < order.length ? predicted[order[i]][1] : Double.POSITIVE_INFINITY;
            all.add(new Threshold((here + next) / 2, cost / weight));
        }
        return List.copyOf(all);
    }

    /** The mean cost over the threshold, the best one marked. */
    public Chart chart(double[][] predicted, Target target) {
        List<Threshold> all = thresholds(predicted, target).stream()
                .filter(threshold -> Double.isFinite(threshold.value()))
                .toList();
        Threshold best = best(predicted, target);
        LineChart.Builder chart = LineChart.of("Cost of decisions")
                .xAxis(Axis.linear("threshold"))
                .yAxis(Axis.linear("mean cost"))
                .line(
                        "mean cost",
                        all.stream().mapToDouble(Threshold::value).toArray(),
                        all.stream().mapToDouble(Threshold::cost).toArray());
        return (Double.isFinite(best.value()) ? chart.marker("best", best.value()) : chart).build();
    }

    /**
     * The mean cost of decisions.
     *
     * @param decided for each row the class that was decided for
     */
    public double mean(int[] decided, Target target) {
        InputException.require(
                target.task() instanceof Task.Classification task
                        && task.labels().size() == costs.size()
                        && decided.length == target.rows(),
                () -> "Costs are of decisions between " + costs.size() + " classes for " + target.rows()
                        + " rows, but came " + decided.length + " for the target " + target.task() + ".");
        double sum = 0;
        double weight = 0;
        for (int row = 0; row < decided.length; row++) {
            sum += target.weight(row) * costs.get((int) target.value(row)).get(decided[row]);
            weight += target.weight(row);
        }
        return sum / weight;
    }

    private void requireTwo() {
        InputException.require(
                costs.size() == 2,
                () -> "A threshold is between 2 classes, but costs are of " + costs.size()
                        + ". Take decide, which compares all.");
    }
}
