package ai.vivace.linear;

/** A penalised linear regression with its strength: {@link Ridge} or {@link ElasticNet}, of which {@link Lasso} is one. */
public sealed interface LinearRegression permits Ridge, ElasticNet {
    /** The strength of the penalty. */
    double alpha();

    /** The same with another strength. */
    LinearRegression alpha(double newAlpha);

    /** Whether the model has a constant term. */
    Intercept intercept();

    /** Whether the penalty sees columns as they are. */
    Scaling scaling();

    /**
     * The model that makes the penalised squared error smallest.
     *
     * @param inputs a row for each item, all of the same length; finite
     * @param targets one for each row; finite
     * @throws ai.vivace.base.InputException when the numbers are not so; row and column are named
     */
    default LinearModel fit(double[][] inputs, double[] targets) {
        Design design = Design.of(inputs, targets, intercept(), scaling());
        return design.model(design.solve(this, new double[design.width()]));
    }
}
