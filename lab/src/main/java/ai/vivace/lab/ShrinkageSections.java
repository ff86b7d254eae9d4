package ai.vivace.lab;

import static ai.vivace.lab.Wording.brief;
import static ai.vivace.lab.Wording.significant;
import static ai.vivace.lab.Wording.vector;

import ai.vivace.base.Rng;
import ai.vivace.linear.ElasticNet;
import ai.vivace.linear.Intercept;
import ai.vivace.linear.Lasso;
import ai.vivace.linear.LinearModel;
import ai.vivace.linear.RegularizationPath;
import ai.vivace.linear.Ridge;
import ai.vivace.plot.Axis;
import ai.vivace.plot.LineChart;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** What penalties on weights do to linear models: polynomials, paths, and the diamond and the circle. */
final class ShrinkageSections {
    private static final int POINTS = 15;
    private static final int TEST_POINTS = 200;
    private static final double NOISE = 0.25;
    private static final double RIDGE = 1e-2;
    private static final double[] CENTRE = {2, 0.5};
    private static final double[] STRETCH = {0.9, 0.7};

    private ShrinkageSections() {}

    static void tell(Findings.Builder findings, long seed) {
        polynomials(findings, Rng.of(seed).split("polynomials"));
        paths(findings, Rng.of(seed).split("paths"));
        diamond(findings);
    }

    private static double truth(double x) {
        return Math.sin(Math.PI * x);
    }

    private static void polynomials(Findings.Builder findings, Rng rng) {
        double[] x = IntStream.range(0, POINTS)
                .mapToDouble(i -> -1 + 2.0 * i / (POINTS - 1))
                .toArray();
        double[] y =
                Arrays.stream(x).map(v -> truth(v) + NOISE * rng.nextGaussian()).toArray();
        double[] grid = IntStream.range(0, TEST_POINTS)
                .mapToDouble(i -> -1 + 2.0 * i / (TEST_POINTS - 1))
                .toArray();
        Table.Builder table = Table.of("degree", "ridge", "error, training", "error, truth", "largest weight");
        LineChart.Builder chart = LineChart.of("Polynomials through " + POINTS + " points")
                .xAxis(Axis.linear("x"))
                .yAxis(Axis.linear("y").range(-2.5, 2.5))
                .dots("points", x, y);
        double plain = 0;
        double shrunk = 0;
        for (int degree : new int[] {1, 5, POINTS - 1}) {
            for (double alpha : new double[] {0, RIDGE}) {
                double[] weights = Ridge.of(alpha)
                        .intercept(Intercept.NONE)
                        .fit(powers(x, degree), y)
                        .weights();
                DoubleUnaryOperator curve = v -> value(weights, v);
                double training = error(x, i -> y[i] - curve.applyAsDouble(x[i]));
                double test = error(grid, i -> truth(grid[i]) - curve.applyAsDouble(grid[i]));
                table.row(
                        degree,
                        alpha == 0 ? "no" : brief(alpha),
                        training,
                        test,
                        Arrays.stream(weights).map(Math::abs).max().orElseThrow());
                if (degree == POINTS - 1) {
                    plain = alpha == 0 ? test : plain;
                    shrunk = alpha == 0 ? shrunk : test;
                }
                if (alpha == 0 || degree == POINTS - 1) {
                    chart.line(
                            "degree " + degree + (alpha == 0 ? "" : ", ridge"),
                            grid,
                            Arrays.stream(grid).map(curve).toArray());
                }
            }
        }
        findings.value("polynomial-error", plain)
                .value("polynomial-error-ridge", shrunk)
                .section("Too stiff, right, too free")
                .text(
                        "Fifteen points of a sine with noise, and polynomials of degree 1, 5 and " + (POINTS - 1)
                                + ". The last has as"
                                + " many weights as there are points and goes through all of them; between them it does as it likes."
                                + " **Ridge** adds the sum of squared weights, times " + brief(RIDGE)
                                + ", to the sum of squared errors. Errors are root mean squares, on the points and against the sine:")
                .table("polynomials", table.build())
                .text("For degree " + (POINTS - 1) + " the penalty brings the error against the truth from "
                        + brief(plain)
                        + " to " + brief(shrunk)
                        + ", at the price of points that are no longer met. The weights stay small, and"
                        + " small weights make smooth curves.")
                .chart("polynomials", chart.build(), "The same degree with and without ridge.");
    }

    private static double[][] powers(double[] x, int degree) {
        return Arrays.stream(x)
                .mapToObj(v -> IntStream.rangeClosed(0, degree)
                        .mapToDouble(p -> Math.pow(v, p))
                        .toArray())
                .toArray(double[][]::new);
    }

    private static double value(double[] weights, double x) {
        double sum = 0;
        for (int p = weights.length - 1; p >= 0; p--) {
            sum = sum * x + weights[p];
        }
        return sum;
    }

    private static double error(double[] x, IntToDoubleFunction difference) {
        return Math.sqrt(IntStream.range(0, x.length)
                .mapToDouble(difference)
                .map(d -> d * d)
                .average()
                .orElseThrow());
    }

    private static void paths(Findings.Builder findings, Rng rng) {
        LinearProblem problem = LinearProblem.of(rng);
        ElasticNet lassoSettings = Lasso.of(1).intercept(Intercept.NONE);
        RegularizationPath lasso = RegularizationPath.of(lassoSettings, problem.inputs(), problem.targets());
        double[] strengths = lasso.alphas().stream().mapToDouble(a -> a).toArray();
        RegularizationPath net =
                RegularizationPath.of(lassoSettings.l1Share(0.5), strengths, problem.inputs(), problem.targets());
        // ‖y − Xw‖²/2n + a/2·‖w‖² is ridge with n·a.
        RegularizationPath ridge = RegularizationPath.of(
                Ridge.of(1).intercept(Intercept.NONE),
                Arrays.stream(strengths).map(a -> problem.rows() * a).toArray(),
                problem.inputs(),
                problem.targets());
        Table.Builder table = Table.of(
                "strength",
                "lasso, weights not 0",
                "elastic net, weights not 0",
                "ridge, weights not 0",
                "lasso, size",
                "ridge, size");
        for (int i = 0; i < strengths.length; i += 16) {
            table.row(
                    strengths[i],
                    lasso.models().get(i).nonZero(),
                    net.models().get(i).nonZero(),
                    ridge.models().get(i).nonZero(),
                    LinearProblem.size(lasso.models().get(i).weights()),
                    LinearProblem.size(ridge.models().get(i).weights()));
        }
        int width = LinearProblem.TRUTH.length;
        int fewestRidge =
                ridge.models().stream().mapToInt(LinearModel::nonZero).min().orElseThrow();
        findings.value("lasso-zeros-at-highest", width - lasso.models().get(0).nonZero())
                .value("ridge-fewest", fewestRidge)
                .section("Lasso and ridge")
                .text(width + " columns that go together somewhat, of which three matter, with weights "
                        + vector(Arrays.copyOf(LinearProblem.TRUTH, 3)) + ", and " + problem.rows()
                        + " rows with noise. **Lasso** penalises the sum of absolute weights, ridge that of squares, the **elastic"
                        + " net** both, here by halves. From the strength " + brief(strengths[0])
                        + ", where all of lasso's weights are 0, down to a thousandth:")
                .table("paths", table.build())
                .text(
                        "Lasso's weights are **exactly 0** until, one by one, they are let in: it chooses columns. Ridge has never"
                                + " fewer than " + fewestRidge + " of " + width
                                + " weights that are not 0: it shrinks all and drops none. The elastic net chooses too, but lets"
                                + " columns that go together in together.")
                .chart(
                        "lasso",
                        path("Lasso's path", strengths, lasso),
                        "From the right to the left, weights enter one by one.")
                .chart("ridge", path("Ridge's path", strengths, ridge), "All weights at once, and none is ever 0.");
    }

    private static LineChart path(String title, double[] strengths, RegularizationPath path) {
        LineChart.Builder chart = LineChart.of(title)
                .xAxis(Axis.logarithmic("strength of the penalty"))
                .yAxis(Axis.linear("weight"));
        double[] truth = LinearProblem.TRUTH;
        for (int j = 0; j < truth.length; j++) {
            int column = j;
            String name = truth[j] == 0 ? "do not matter" : "true weight " + significant(truth[j], 2);
            double[] line = path.models().stream()
                    .mapToDouble(model -> model.weights()[column])
                    .toArray();
            if (truth[j] == 0) {
                chart.faintLine(name, strengths, line);
            } else {
                chart.line(name, strengths, line);
            }
        }
        return chart.build();
    }

    /** Two weights, a bowl of a loss, and the two shapes that weights of a bounded size form. */
    private static void diamond(Findings.Builder findings) {
        int steps = 4000;
        double[] onDiamond = best(steps, t -> corner(t)[0], t -> corner(t)[1]);
        double[] onCircle = best(steps, Math::cos, Math::sin);
        double[] angles = IntStream.rangeClosed(0, 200)
                .mapToDouble(i -> 2 * Math.PI * i / 200)
                .toArray();
        LineChart chart = LineChart.of("Diamond and circle")
                .xAxis(Axis.linear("first weight").range(-2.4, 3.6))
                .yAxis(Axis.linear("second weight").range(-1.4, 1.9))
                .line("sum of absolutes 1", along(angles, t -> corner(t)[0]), along(angles, t -> corner(t)[1]))
                .line("sum of squares 1", along(angles, Math::cos), along(angles, Math::sin))
                .faintLine("equal loss", contour(angles, onDiamond, Math::cos), contour(angles, onDiamond, Math::sin))
                .faintLine("equal loss", contour(angles, onCircle, Math::cos), contour(angles, onCircle, Math::sin))
                .dots("lowest loss", new double[] {onDiamond[0], onCircle[0]}, new double[] {onDiamond[1], onCircle[1]})
                .build();
        findings.value("diamond-second-weight", onDiamond[1])
                .value("circle-second-weight", onCircle[1])
                .section("The diamond and the circle")
                .text("Two weights, and a loss that is lowest at " + vector(CENTRE)
                        + ". All weights whose absolutes sum to 1 form a diamond, those whose squares do a circle. The lowest loss"
                        + " on the diamond is at " + vector(onDiamond) + ", on the circle at " + vector(onCircle) + ": "
                        + (onDiamond[1] == 0
                                ? "**the diamond's corner**, where the second weight is 0."
                                : "not at a corner here."))
                .chart(
                        "diamond",
                        chart,
                        "Growing ellipses of equal loss meet the diamond first at a corner, the circle anywhere.");
    }

    private static double loss(double a, double b) {
        return square((a - CENTRE[0]) / STRETCH[0]) + square((b - CENTRE[1]) / STRETCH[1]);
    }

    private static double square(double value) {
        return value * value;
    }

    /** The diamond by angle, with its corners met exactly. */
    private static double[] corner(double angle) {
        double quarters = angle / (Math.PI / 2);
        int side = (int) Math.floor(quarters + 1e-12) % 4;
        double along = Math.max(0, quarters - Math.floor(quarters + 1e-12));
        double[][] corners = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
        double[] from = corners[side];
        double[] to = corners[(side + 1) % 4];
        return new double[] {from[0] + along * (to[0] - from[0]), from[1] + along * (to[1] - from[1])};
    }

    private static double[] best(int steps, DoubleUnaryOperator first, DoubleUnaryOperator second) {
        double angle = IntStream.range(0, steps)
                .mapToObj(i -> 2 * Math.PI * i / steps)
                .min((s, t) -> Double.compare(
                        loss(first.applyAsDouble(s), second.applyAsDouble(s)),
                        loss(first.applyAsDouble(t), second.applyAsDouble(t))))
                .orElseThrow();
        return new double[] {first.applyAsDouble(angle), second.applyAsDouble(angle)};
    }

    private static double[] along(double[] angles, DoubleUnaryOperator coordinate) {
        return Arrays.stream(angles).map(coordinate).toArray();
    }

    /** One coordinate of the ellipse of equal loss through a point. */
    private static double[] contour(double[] angles, double[] through, DoubleUnaryOperator circle) {
        double radius = Math.sqrt(loss(through[0], through[1]));
        int axis = circle.applyAsDouble(0) == 1 ? 0 : 1;
        return along(angles, t -> CENTRE[axis] + radius * STRETCH[axis] * circle.applyAsDouble(t));
    }
}
