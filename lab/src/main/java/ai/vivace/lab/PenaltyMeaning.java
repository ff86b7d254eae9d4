package ai.vivace.lab;

import static ai.vivace.lab.Wording.brief;
import static ai.vivace.lab.Wording.count;
import static ai.vivace.lab.Wording.percent;
import static ai.vivace.lab.Wording.significant;
import static ai.vivace.lab.Wording.vector;

import ai.vivace.base.Rng;
import ai.vivace.init.Initializers;
import ai.vivace.linear.ElasticNet;
import ai.vivace.linear.Intercept;
import ai.vivace.linear.Lasso;
import ai.vivace.linear.Ridge;
import ai.vivace.nn.Linear;
import ai.vivace.optim.Optimizer;
import ai.vivace.optim.Proximal;
import ai.vivace.optim.Sgd;
import ai.vivace.plot.Axis;
import ai.vivace.plot.LineChart;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What a penalty on weights says: that it is a belief about them, and that stopping early acts like one. */
final class PenaltyMeaning {
    private static final int WIDTH = LinearProblem.TRUTH.length;
    private static final double WEIGHTS_DEVIATION = 0.5;
    private static final int DRAWN = 200;
    private static final int MAP_STEPS = 1000;
    private static final double RATE = 0.1;
    private static final int[] STOPS = {1, 3, 10, 30, 100, 300};

    private PenaltyMeaning() {}

    static void tell(Findings.Builder findings, long seed) {
        priors(findings, Rng.of(seed).split("priors"));
        stopping(findings, LinearProblem.of(Rng.of(seed).split("paths")));
    }

    // ---- penalties as beliefs

    private static void priors(Findings.Builder findings, Rng rng) {
        double noise = LinearProblem.NOISE * LinearProblem.NOISE;
        double spread = WEIGHTS_DEVIATION * WEIGHTS_DEVIATION;
        LinearProblem problem = LinearProblem.of(normal(rng.split("truth")), rng.split("data"));
        double[] likeliest = likeliestByNormal(problem, noise, spread);
        double[] ridge = ridge(problem, noise / spread);
        // The density exp(−|w|/b)/2b has the variance 2b².
        double scale = WEIGHTS_DEVIATION / Math.sqrt(2);
        double strength = noise / scale / problem.rows();
        double[] sharp = likeliestByLaplace(problem, strength);
        ElasticNet settings = Lasso.of(strength).intercept(Intercept.NONE);
        double[] lasso = settings.fit(problem.inputs(), problem.targets()).weights();
        double normalError = LinearProblem.distance(likeliest, ridge);
        double laplaceError = LinearProblem.distance(sharp, lasso);
        double[] lambdas = IntStream.rangeClosed(-9, 9)
                .mapToDouble(i -> noise / spread * Math.pow(10, i / 6.0))
                .toArray();
        double[] errors = meanErrors(lambdas, rng.split("many"));
        int best = IntStream.range(0, errors.length)
                .reduce((a, b) -> errors[b] < errors[a] ? b : a)
                .orElseThrow();
        findings.value("map-normal-difference", normalError)
                .value("map-laplace-difference", laplaceError)
                .value("map-laplace-zeros", zeros(sharp))
                .value("lasso-zeros", zeros(lasso))
                .value("best-lambda", lambdas[best])
                .value("believed-lambda", noise / spread)
                .section("A penalty is a belief")
                .text("Let noise have the variance σ² = " + brief(noise)
                        + ", and let weights be drawn, before any data are seen, from a"
                        + " distribution of variance τ² = " + brief(spread)
                        + ". After the data, the likeliest weights are those that make the negative logarithm of likelihood times"
                        + " prior smallest. That was done by gradient descent, " + count(MAP_STEPS, "step")
                        + ", and, beside it, by ridge and lasso with the strength that the two variances give:")
                .table(
                        "priors",
                        Table.of("prior of weights", "its penalty", "strength", "differ by", "weights at 0")
                                .row(
                                        "normal",
                                        "ridge",
                                        "λ = σ²/τ² = " + brief(noise / spread),
                                        normalError,
                                        zeros(likeliest))
                                .row(
                                        "Laplace, a peak at 0",
                                        "lasso",
                                        "α = σ²/bn = " + brief(strength),
                                        laplaceError,
                                        zeros(sharp))
                                .build())
                .text(
                        "They are the same weights: ridge **is** the belief that weights are normal, lasso that they follow Laplace's"
                                + " distribution, with its sharp peak at 0. So the strength is no free number, but how loud the noise is"
                                + " against the weights. Over " + DRAWN
                                + " problems whose weights really are normal, ridge is nearest to"
                                + " the truth at λ = " + brief(lambdas[best]) + ", and σ²/τ² is "
                                + brief(noise / spread) + ".")
                .chart(
                        "belief",
                        LineChart.of("Ridge on " + DRAWN + " problems with normal weights")
                                .xAxis(Axis.logarithmic("λ"))
                                .yAxis(Axis.linear("mean squared distance from the true weights"))
                                .line("ridge", lambdas, errors)
                                .marker("σ²/τ²", noise / spread)
                                .build(),
                        "To the left noise is learnt, to the right the data are not believed.");
    }

    private static double[] normal(Rng rng) {
        return DoubleStream.generate(() -> WEIGHTS_DEVIATION * rng.nextGaussian())
                .limit(WIDTH)
                .toArray();
    }

    private static double[] ridge(LinearProblem problem, double lambda) {
        return Ridge.of(lambda)
                .intercept(Intercept.NONE)
                .fit(problem.inputs(), problem.targets())
                .weights();
    }

    /** Makes ‖y − Xw‖²/2σ² + ‖w‖²/2τ² smallest, by the engine's gradients. */
    private static double[] likeliestByNormal(LinearProblem problem, double noise, double spread) {
        try (Scope scope = Scope.open()) {
            Tensor x = inputs(problem);
            Tensor y = Tensor.of(problem.targets(), Shape.of(problem.rows()));
            double[] weights = new double[WIDTH];
            for (int step = 0; step < MAP_STEPS; step++) {
                Descent.Point point = Descent.at(weights, w -> x.mul(w)
                        .sum(1)
                        .sub(y)
                        .square()
                        .sum()
                        .div(2 * noise)
                        .add(w.square().sum().div(2 * spread)));
                for (int i = 0; i < WIDTH; i++) {
                    weights[i] -= RATE / problem.rows() * point.gradient()[i];
                }
            }
            return weights;
        }
    }

    /** Makes ‖y − Xw‖²/2n + strength·‖w‖₁ smallest, with the library's proximal step after gradient descent's. */
    private static double[] likeliestByLaplace(LinearProblem problem, double strength) {
        try (Scope scope = Scope.open();
                Linear layer = Linear.withoutBias(WIDTH, 1);
                Optimizer optimizer = started(layer, strength)) {
            Tensor x = inputs(problem).to(DType.FLOAT32);
            Tensor y = Tensor.of(problem.targets(), Shape.of(problem.rows(), 1)).to(DType.FLOAT32);
            for (int step = 0; step < MAP_STEPS; step++) {
                try (Scope batch = Scope.open()) {
                    layer.apply(x).sub(y).square().mean().div(2).backward();
                    optimizer.step();
                    optimizer.clearGradients();
                }
            }
            return layer.parameter("weight").value().detach().toDoubles();
        }
    }

    private static Optimizer started(Linear layer, double strength) {
        layer.parameter("weight").initialize(Initializers.zeros(), Rng.of(0));
        return Proximal.l1(Sgd.standard().learningRate(RATE), strength).build(layer.parameters());
    }

    private static Tensor inputs(LinearProblem problem) {
        return Tensor.of(
                Arrays.stream(problem.inputs()).flatMapToDouble(Arrays::stream).toArray(),
                Shape.of(problem.rows(), WIDTH));
    }

    private static int zeros(double[] weights) {
        return (int) Arrays.stream(weights).filter(w -> w == 0).count();
    }

    /** For each strength the squared distance of ridge's weights from the true ones, over many problems. */
    private static double[] meanErrors(double[] lambdas, Rng rng) {
        double[] sums = new double[lambdas.length];
        for (int i = 0; i < DRAWN; i++) {
            double[] truth = normal(rng.split(i).split("truth"));
            LinearProblem problem = LinearProblem.of(truth, rng.split(i).split("data"));
            for (int k = 0; k < lambdas.length; k++) {
                double distance = LinearProblem.distance(ridge(problem, lambdas[k]), truth);
                sums[k] += distance * distance / DRAWN;
            }
        }
        return sums;
    }

    // ---- stopping early

    private static void stopping(Findings.Builder findings, LinearProblem problem) {
        double[] free = ridge(problem, 0);
        Table.Builder table = Table.of("steps t", "λ = 1/(ηt)", "size, stopped", "size, ridge", "apart");
        int last = STOPS[STOPS.length - 1];
        double[] stopped = new double[last];
        double[] shrunk = new double[last];
        double[] weights = new double[WIDTH];
        double worst = 0;
        for (int t = 1; t <= last; t++) {
            double[] gradient = problem.gradient(weights);
            for (int j = 0; j < WIDTH; j++) {
                weights[j] -= RATE * gradient[j];
            }
            double lambda = 1 / (RATE * t);
            // Of ‖y − Xw‖²/2n + λ/2·‖w‖².
            double[] ridge = ridge(problem, problem.rows() * lambda);
            stopped[t - 1] = LinearProblem.size(weights);
            shrunk[t - 1] = LinearProblem.size(ridge);
            double apart = LinearProblem.distance(weights, ridge) / LinearProblem.size(free);
            worst = Math.max(worst, apart);
            int steps = t;
            if (IntStream.of(STOPS).anyMatch(stop -> stop == steps)) {
                table.row(t, lambda, stopped[t - 1], shrunk[t - 1], percent(apart));
            }
        }
        findings.value("stopping-worst", worst)
                .value("stopping-last-size", stopped[last - 1])
                .section("Stopping early is a penalty, too")
                .text(
                        "The problem of the paths above, whose loss is quadratic: gradient descent from 0 at the rate η = "
                                + brief(RATE)
                                + ", stopped after t steps, beside ridge with λ = 1/(ηt), as weight decay of the mean squared error. Sizes are"
                                + " lengths of the weights; the last column is how far the two are apart, as a share of "
                                + significant(LinearProblem.size(free), 3)
                                + ", the length of the weights without any penalty, " + vector(Arrays.copyOf(free, 3))
                                + " and five small ones:")
                .table("stopping", table.build())
                .text("They go the same way and are never further apart than " + percent(worst)
                        + ": along a direction of curvature s, descent has come as far as 1 − (1 − ηs)^t and ridge as s/(s + λ), which"
                        + " agree for small and for large ηst. (On average over problems, stopped descent's error is at most 1.69 times ridge's:"
                        + " Ali, Kolter and Tibshirani 2019.) Stopping early is hardly another thing than decay, only cheaper: one"
                        + " training tries all strengths, from strong to weak.")
                .chart(
                        "stopping",
                        LineChart.of("Stopped descent and ridge")
                                .xAxis(Axis.logarithmic("ηt, and 1/λ"))
                                .yAxis(Axis.linear("size of the weights"))
                                .line("stopped", times(last), stopped)
                                .line("ridge", times(last), shrunk)
                                .level("no penalty", LinearProblem.size(free))
                                .build(),
                        "Both grow from nothing to the weights without a penalty.");
    }

    private static double[] times(int last) {
        return IntStream.rangeClosed(1, last).mapToDouble(t -> RATE * t).toArray();
    }
}
