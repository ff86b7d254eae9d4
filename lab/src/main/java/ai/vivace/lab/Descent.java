package ai.vivace.lab;

import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Plain gradient descent on a few numbers in float64, by the engine's gradients. */
final class Descent {
    /** The numbers before a step, and what they give. */
    record Point(double[] values, double loss, double[] gradient) {}

    private Descent() {}

    /** The loss and its gradient at one point. The loss takes the numbers as [1, n] and gives a scalar. */
    static Point at(double[] values, UnaryOperator<Tensor> loss) {
        try (Scope scope = Scope.open()) {
            Tensor input = Tensor.of(values, Shape.of(1, values.length)).requiresGrad(true);
            Tensor scalar = loss.apply(input);
            scalar.backward();
            return new Point(
                    values.clone(),
                    scalar.item(),
                    Objects.requireNonNull(input.grad()).toDoubles());
        }
    }

    /** All points from the start to the one after the last step. */
    static List<Point> run(double[] start, double rate, int steps, UnaryOperator<Tensor> loss) {
        List<Point> points = new ArrayList<>();
        Point point = at(start, loss);
        points.add(point);
        for (int step = 0; step < steps; step++) {
            double[] next = point.values().clone();
            for (int i = 0; i < next.length; i++) {
                next[i] -= rate * point.gradient()[i];
            }
            point = at(next, loss);
            points.add(point);
        }
        return points;
    }
}
