package ai.vivace.linear;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the weights of an elastic net are found; the results are the same. */
public enum Solver {
    /**
     * One weight after the other gets its best value given the others: w ← S(xᵀr/n, l1) / (‖x‖²/n + l2), r without this column's part
     * (Friedman et al. 2007). The quickest in most cases.
     */
    COORDINATE_DESCENT {
        @Override
        double[] solve(PenalizedProblem problem, double[] start, ElasticNet settings) {
            Design design = problem.design();
            double[] weights = start.clone();
            double[] residuals = design.residuals(weights);
            double[] sizes = new double[weights.length];
            for (int j = 0; j < sizes.length; j++) {
                sizes[j] = Design.dot(design.column(j), design.column(j)) / design.rows();
            }
            double allowed = allowedGap(design, settings);
            for (int round = 0; round < settings.rounds(); round++) {
                for (int j = 0; j < weights.length; j++) {
                    double before = weights[j];
                    double[] column = design.column(j);
                    double pull = Design.dot(column, residuals) / design.rows() + sizes[j] * before;
                    double divisor = sizes[j] + problem.l2();
                    weights[j] = divisor == 0 ? 0 : PenalizedProblem.shrunk(pull, problem.l1()) / divisor;
                    Design.add(residuals, column, before - weights[j]);
                }
                if (problem.gap(weights, residuals) <= allowed) {
                    return weights;
                }
            }
            warn(settings, problem.gap(weights, residuals), allowed);
            return weights;
        }
    },
    /**
     * Gradient steps on all weights with a proximal step for L1, accelerated (FISTA, Beck and Teboulle 2009) and restarted where the
     * acceleration overshoots (O'Donoghue and Candès 2015).
     */
    FISTA {
        @Override
        double[] solve(PenalizedProblem problem, double[] start, ElasticNet settings) {
            Design design = problem.design();
            double[] weights = start.clone();
            double[] ahead = start.clone();
            double allowed = allowedGap(design, settings);
            double curvature = steepestCurvature(design) + problem.l2();
            double time = 1;
            for (int round = 0; round < settings.rounds(); round++) {
                double[] residuals = design.residuals(ahead);
                double[] next = new double[weights.length];
                double overshoot = 0;
                for (int j = 0; j < next.length; j++) {
                    double slope = problem.l2() * ahead[j] - Design.dot(design.column(j), residuals) / design.rows();
                    next[j] = curvature == 0
                            ? 0
                            : PenalizedProblem.shrunk(ahead[j] - slope / curvature, problem.l1() / curvature);
                    overshoot += (ahead[j] - next[j]) * (next[j] - weights[j]);
                }
                if (problem.gap(next, design.residuals(next)) <= allowed) {
                    return next;
                }
                double nextTime = overshoot > 0 ? 1 : (1 + Math.sqrt(1 + 4 * time * time)) / 2;
                double momentum = overshoot > 0 ? 0 : (time - 1) / nextTime;
                for (int j = 0; j < next.length; j++) {
                    ahead[j] = next[j] + momentum * (next[j] - weights[j]);
                }
                weights = next;
                time = nextTime;
            }
            warn(settings, problem.gap(weights, design.residuals(weights)), allowed);
            return weights;
        }
    };

    private static final Logger log = LoggerFactory.getLogger(Solver.class);

    abstract double[] solve(PenalizedProblem problem, double[] start, ElasticNet settings);

    private static double allowedGap(Design design, ElasticNet settings) {
        // At least what rounding leaves of a gap between numbers of the size of ‖y‖²/2n.
        double scale = Design.dot(design.targets(), design.targets()) / (2 * design.rows());
        return Math.max(settings.tolerance(), 1e-14) * scale;
    }

    /**
     * A bound on the greatest eigenvalue of XᵀX/n: the largest sum of magnitudes in a row of it (Gershgorin), or its trace, whichever is
     * smaller.
     */
    private static double steepestCurvature(Design design) {
        int width = design.width();
        double[] sums = new double[width];
        double trace = 0;
        for (int j = 0; j < width; j++) {
            for (int k = 0; k <= j; k++) {
                double product = Math.abs(Design.dot(design.column(j), design.column(k))) / design.rows();
                sums[j] += product;
                if (k < j) {
                    sums[k] += product;
                } else {
                    trace += product;
                }
            }
        }
        double largest = 0;
        for (double sum : sums) {
            largest = Math.max(largest, sum);
        }
        return Math.min(largest, trace);
    }

    private static void warn(ElasticNet settings, double gap, double allowed) {
        log.warn(
                "{} rounds did not bring the weights to the tolerance: the gap is {}, allowed is {}. Take more rounds, a stronger penalty or"
                        + " standardised columns.",
                settings.rounds(),
                gap,
                allowed);
    }
}
